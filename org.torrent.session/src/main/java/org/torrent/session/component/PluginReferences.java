package org.torrent.session.component;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.torrent.api.deploy.Readiness;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.PluginsOfSession;

/**
 * The plugins' services. Only their references are handled here, on the container's threads: the session fetches them
 * elsewhere. Those that are there from the start are announced together, in the order in which they were registered.
 */
final class PluginReferences implements SynchronousBundleListener {
    private static final Map<String, PluginKind> TYPES = Map.of(
            ExtensionPlugin.class.getName(), PluginKind.EXTENSION,
            SessionPlugin.class.getName(), PluginKind.SESSION,
            TorrentPluginFactory.class.getName(), PluginKind.FACTORY);

    private record Key(PluginKind kind, ServiceReference<?> reference) {}

    private final BundleContext context;
    private final PluginsOfSession plugins;
    private final Map<Key, PluginPresence> present = new LinkedHashMap<>(); // guarded by this; null until announced
    private boolean open; // guarded by this

    /** Nobody is announced before {@link #open}. */
    PluginReferences(BundleContext context, PluginsOfSession plugins) {
        this.context = context;
        this.plugins = plugins;
    }

    /** Announces those that came until now, and each that comes. */
    void open() {
        context.addBundleListener(this);
        synchronized (this) {
            open = true;
            List.copyOf(present.keySet()).stream()
                    .sorted(Comparator.comparingLong(key -> id(key.reference())))
                    .forEach(this::announce);
        }
    }

    /** No more. */
    void close() {
        context.removeBundleListener(this);
    }

    private void announce(Key key) {
        present.put(key, plugins.expect(key.kind(), origin(key.reference()), service(key.reference())));
    }

    void add(PluginKind kind, ServiceReference<?> reference) {
        Key key = new Key(kind, reference);
        PluginPresence presence;
        synchronized (this) {
            present.put(key, null);
            if (open) {
                announce(key);
            }
            presence = present.get(key);
        }
        if (presence != null) {
            presence.await();
        }
    }

    void update(PluginKind kind, ServiceReference<?> reference) {
        PluginPresence presence;
        synchronized (this) {
            presence = present.get(new Key(kind, reference));
        }
        if (presence != null) {
            presence.modified(origin(reference));
        }
    }

    void remove(PluginKind kind, ServiceReference<?> reference) {
        PluginPresence presence;
        synchronized (this) {
            presence = present.remove(new Key(kind, reference));
        }
        if (presence != null) {
            presence.leave();
        }
    }

    /**
     * A bundle that stops has no plugin any more, before any code of its own runs in its stop, which may hang: whoever waits for
     * their place has it. On the thread that stops the bundle, which waits.
     */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() != BundleEvent.STOPPING) {
            return;
        }
        List<PluginPresence> leaving;
        synchronized (this) {
            leaving = present.entrySet().stream()
                    .filter(each ->
                            event.getBundle().equals(each.getKey().reference().getBundle()))
                    .map(Map.Entry::getValue)
                    .filter(Objects::nonNull)
                    .toList();
        }
        leaving.forEach(PluginPresence::leave); // once more when their services go: nothing happens then
    }

    /** How far the plugins of a bundle have come: the one that is furthest behind. At once. */
    Readiness readiness(Bundle bundle) {
        ServiceReference<?>[] services = bundle == null ? null : services(bundle);
        Readiness all = Readiness.ready();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            for (PluginKind kind : kinds(service)) {
                Readiness one = readiness(new Key(kind, service));
                if (one.state().compareTo(all.state()) > 0) {
                    all = one;
                }
            }
        }
        return all;
    }

    private static ServiceReference<?>[] services(Bundle bundle) {
        try {
            return bundle.getRegisteredServices();
        } catch (IllegalStateException e) { // it was uninstalled meanwhile
            return null;
        }
    }

    private Readiness readiness(Key key) {
        PluginPresence presence;
        synchronized (this) {
            presence = present.get(key);
        }
        return presence == null
                ? Readiness.pending(origin(key.reference()).label() + ": the session has not seen it yet")
                : presence.ready();
    }

    private static List<PluginKind> kinds(ServiceReference<?> service) {
        Object types = service.getProperty(Constants.OBJECTCLASS); // null once it left
        return !(types instanceof String[] names)
                ? List.of()
                : Arrays.stream(names).map(TYPES::get).filter(Objects::nonNull).toList();
    }

    private PluginService service(ServiceReference<?> reference) {
        return new PluginService() {
            @Override
            public Object fetch() {
                return context.getService(reference);
            }

            @Override
            public void release() {
                try {
                    context.ungetService(reference);
                } catch (IllegalStateException e) { // this bundle stopped meanwhile, and the framework did it
                    return;
                }
            }
        };
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private static PluginOrigin origin(ServiceReference<?> reference) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : reference.getPropertyKeys()) {
            Object value = reference.getProperty(key);
            if (value != null) { // it may have changed meanwhile
                properties.put(key, value);
            }
        }
        Bundle bundle = reference.getBundle();
        return new PluginOrigin(
                bundle == null ? "?" : bundle.getSymbolicName(),
                bundle == null ? "?" : bundle.getVersion().toString(),
                id(reference),
                properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                properties);
    }
}
