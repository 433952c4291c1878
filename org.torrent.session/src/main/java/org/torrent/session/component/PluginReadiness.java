package org.torrent.session.component;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrent.api.deploy.BundleReadiness;
import org.torrent.api.deploy.Readiness;

/** Whether the plugins of a bundle are taken up, for whoever replaces bundles. Any thread. */
final class PluginReadiness implements BundleReadiness {
    private final BundleContext context;
    private final PluginReferences plugins;
    private ServiceRegistration<BundleReadiness> registration; // on the component's thread

    PluginReadiness(BundleContext context, PluginReferences plugins) {
        this.context = context;
        this.plugins = plugins;
    }

    /** Can be asked until {@link #close}. */
    void open() {
        registration = context.registerService(BundleReadiness.class, this, null);
    }

    @Override
    public Readiness of(long bundle) {
        return plugins.readiness(context.getBundle(bundle));
    }

    void close() {
        registration.unregister();
    }
}
