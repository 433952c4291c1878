package org.torrent.logging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ManagedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration {@code org.torrent.logging}: a level for each bundle that is to have one of its own, by symbolic name. It
 * counts at once, also for bundles that come later. It stays when the backend is restarted, as the backend's loggers do.
 */
final class LevelsConfiguration implements ManagedService, SynchronousBundleListener {
    static final String PID = "org.torrent.logging";

    private final BundleContext framework;
    private final Bundle host;
    private BundleLevels levels;
    private ServiceRegistration<ManagedService> registration;

    LevelsConfiguration(Bundle host) {
        this.host = host;
        this.framework = host.getBundleContext().getBundle(0).getBundleContext();
    }

    /** From now on. */
    void start(BundleLevels changed) {
        levels = changed;
        framework.addBundleListener(this);
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Constants.SERVICE_PID, PID));
        registration = framework.registerService(ManagedService.class, this, properties);
    }

    @Override
    public void updated(Dictionary<String, ?> properties) {
        Map<String, String> words = new HashMap<>();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                boolean isOurs = key.startsWith("service.") || key.startsWith("felix.fileinstall.");
                if (!isOurs) {
                    words.put(key, String.valueOf(properties.get(key)));
                }
            }
        }
        List<String> wrong = levels.set(words);
        Logger log = LoggerFactory.getLogger(LevelsConfiguration.class);
        wrong.forEach(what -> log.warn("configuration {}: {}", PID, what));
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle().equals(host) && event.getType() == BundleEvent.UNRESOLVED) {
            framework.removeBundleListener(this);
            registration.unregister();
        } else if (event.getType() == BundleEvent.RESOLVED
                && levels.has(event.getBundle().getSymbolicName())) {
            levels.refresh(); // before any of its code runs
        }
    }

    /** Those with classes, of the bundles of that name. */
    Set<String> packages(String symbolicName) {
        Set<String> packages = new TreeSet<>();
        for (Bundle bundle : framework.getBundles()) {
            BundleWiring wiring =
                    symbolicName.equals(bundle.getSymbolicName()) ? bundle.adapt(BundleWiring.class) : null;
            if (wiring != null) {
                classes(wiring).forEach(path -> add(packages, path));
            }
        }
        return packages;
    }

    private static List<String> classes(BundleWiring wiring) {
        return new ArrayList<>(wiring.listResources(
                "/", "*.class", BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL));
    }

    private static void add(Set<String> packages, String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0 && packages.size() < LoggingLimits.PACKAGES) {
            packages.add(path.substring(0, slash).replace('/', '.'));
        }
    }
}
