package org.torrent.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.deploy.framework.LeftBehind;
import org.torrent.deploy.framework.OneAfterTheOther;
import org.torrent.deploy.framework.SideBySide;

/** Needs the framework only, and follows Config Admin where there is one: it starts before declarative services do. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class DeployActivator implements BundleActivator {
    private static final String CONFIG_ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

    private DeployService service;

    /** Made by the framework. */
    public DeployActivator() {}

    /** Returns when what is in the folders has started, or hangs. */
    @Override
    public void start(BundleContext context) throws IOException, InterruptedException {
        new LeftBehind(systemContext(context), DeployLog::warn)
                .uninstall(DeployLimits.BOOT_NANOS); // of an earlier run that was killed, or that hang since then
        context.registerService(CollisionHook.class, new SideBySide(context.getBundle()), null);
        context.registerService(ResolverHookFactory.class, new OneAfterTheOther(), null);
        DeployFolders folders = new DeployFolders(context::getProperty);
        DeployTrust trust = new DeployTrust(context::getProperty);
        service =
                new DeployService(context, emptied(context.getDataFile("copies").toPath()));
        service.folders(folders.shipped());
        boolean isConfigured = context.getServiceReference(CONFIG_ADMIN) != null; // it says first whose jars may run
        service.trust(isConfigured ? trust.unlessConfigured() : trust.shipped());
        service.open();
        context.registerService(DeployStatus.class, service, null);
        context.registerService(
                ManagedService.class,
                (ManagedService) configured -> configure(folders, trust, configured),
                properties(DeployFolders.PID));
        if (isConfigured) {
            service.beginAtLatestIn(DeployLimits.CALL_NANOS); // whoever keeps it from calling
        } else {
            service.begin();
        }
        try {
            service.awaitSettled(DeployLimits.BOOT_NANOS);
        } catch (InterruptedException e) {
            service.close();
            throw e;
        }
    }

    /** Whose jars may run counts whatever else is wrong. */
    private void configure(DeployFolders folders, DeployTrust trust, Dictionary<String, ?> configured)
            throws ConfigurationException {
        try {
            service.trust(trust.read(configured));
            List<Path> looked = folders.read(configured);
            service.deadline(DeployFolders.deadlineNanos(configured));
            service.folders(looked);
        } finally {
            service.begin();
        }
    }

    private static Dictionary<String, Object> properties(String pid) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, pid);
        return properties;
    }

    private static Path emptied(Path copies) throws IOException {
        Files.createDirectories(copies);
        try (Stream<Path> old = Files.list(copies)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        return copies;
    }

    /** What came through folders goes too, unless everything does; what ships is back. Nobody waits for what hangs. */
    @Override
    public void stop(BundleContext context) throws InterruptedException {
        service.close();
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE) {
            BundleContext framework = systemContext(context); // outlives this bundle's
            Thread last = new Thread(() -> giveBack(framework, service.deadlineNanos()), "torrent-deploy its end");
            last.setDaemon(true);
            last.start();
            last.join(TimeUnit.NANOSECONDS.toMillis(service.deadlineNanos()));
        }
    }

    private static BundleContext systemContext(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    }

    private static void giveBack(BundleContext context, long nanos) {
        LeftBehind behind = new LeftBehind(context, DeployLog::warn);
        try {
            List<String> names = behind.names();
            behind.uninstall(nanos / 2);
            behind.bringBack(names, nanos / 2);
        } catch (InterruptedException e) {
            return; // nobody does that
        }
    }
}
