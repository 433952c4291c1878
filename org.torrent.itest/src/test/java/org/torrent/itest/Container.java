package org.torrent.itest;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentSession;

/** The framework a test runs in. */
final class Container {
    private final BundleContext context;

    Container(BundleContext context) {
        this.context = context;
    }

    /** The session that is there now; waits for one. */
    TorrentSession session() {
        Await.until("a session", this::hasSession);
        return context.getService(context.getServiceReference(TorrentSession.class));
    }

    boolean hasSession() {
        ServiceReference<TorrentSession> reference = context.getServiceReference(TorrentSession.class);
        return reference != null && context.getService(reference) != null;
    }

    /** The bundle of that symbolic name. */
    Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    boolean has(String symbolicName) {
        return Arrays.stream(context.getBundles()).anyMatch(bundle -> symbolicName.equals(bundle.getSymbolicName()));
    }

    /** The class loader of a bundle, to see whether anybody keeps it. */
    WeakReference<ClassLoader> loader(String symbolicName) {
        return new WeakReference<>(
                bundle(symbolicName).adapt(BundleWiring.class).getClassLoader());
    }

    /** Installs and starts. */
    Bundle install(Path jar) throws BundleException {
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }

    /** Installs and starts. */
    Bundle install(PluginBundle plugin) throws BundleException {
        Bundle bundle = context.installBundle("test:" + plugin.symbolicName() + ":" + System.nanoTime(), plugin.jar());
        bundle.start();
        return bundle;
    }

    /** What the session says of the plugins of a bundle. */
    List<PluginSnapshot> pluginsOf(String symbolicName) {
        return session().plugins().stream()
                .filter(plugin -> plugin.bundle().equals(symbolicName))
                .toList();
    }

    /** Waits until the plugins of that bundle are one, active, of that version. */
    void awaitOnly(String symbolicName, String version) {
        Await.until(() -> version + " alone, there is " + session().plugins(), () -> pluginsOf(symbolicName).stream()
                .map(now -> now.version() + now.state())
                .toList()
                .equals(List.of(version + PluginSnapshot.State.ACTIVE)));
    }

    /** Waits until a plugin of that bundle has that state. */
    PluginSnapshot awaitPlugin(String symbolicName, PluginSnapshot.State state) {
        Await.until(
                () -> symbolicName + " " + state + ", there is " + session().plugins(),
                () -> pluginsOf(symbolicName).stream().anyMatch(plugin -> plugin.state() == state));
        return pluginsOf(symbolicName).stream()
                .filter(plugin -> plugin.state() == state)
                .findFirst()
                .orElseThrow();
    }
}
