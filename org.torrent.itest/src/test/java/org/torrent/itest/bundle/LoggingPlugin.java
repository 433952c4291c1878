package org.torrent.itest.bundle;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogService;
import org.slf4j.LoggerFactory;
import org.torrent.ext.api.ExtensionPlugin;

/** Logs a warning and a debug line in each of four ways when it is asked its name. */
public final class LoggingPlugin implements ExtensionPlugin {
    private String name;

    void activate(Map<String, Object> properties) {
        name = (String) properties.get("test.name");
    }

    @Override
    public String name() {
        String logger = LoggingPlugin.class.getName();
        LoggerFactory.getLogger(logger).warn("{} slf4j", name);
        LoggerFactory.getLogger(logger).debug("{} slf4j quietly", name);
        System.getLogger(logger).log(System.Logger.Level.WARNING, name + " system");
        System.getLogger(logger).log(System.Logger.Level.DEBUG, name + " system quietly");
        java.util.logging.Logger.getLogger(logger).warning(name + " jdk");
        java.util.logging.Logger.getLogger(logger).fine(name + " jdk quietly");
        BundleContext context = FrameworkUtil.getBundle(LoggingPlugin.class).getBundleContext();
        ServiceReference<LogService> reference = context.getServiceReference(LogService.class);
        org.osgi.service.log.Logger osgi = context.getService(reference).getLogger(logger);
        osgi.warn("{} osgi", name);
        osgi.debug("{} osgi quietly", name);
        context.ungetService(reference);
        return name;
    }
}
