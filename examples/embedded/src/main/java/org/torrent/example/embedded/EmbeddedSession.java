package org.torrent.example.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.TorrentSession;
import org.torrent.model.TorrentId;

/** A framework with a session, in a program of one's own: whichever framework is on the class path, and a folder of bundles. */
public final class EmbeddedSession implements AutoCloseable {
    private static final long APPEARS_MILLIS = 20_000;
    private static final long STOPS_MILLIS = 20_000;

    private final Framework framework;

    private EmbeddedSession(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts all bundles of a folder.
     *
     * @param state what is to outlive the program; one program at a time
     */
    public static EmbeddedSession start(Path bundles, Path state) throws BundleException, IOException {
        Map<String, String> settings = Map.of(
                Constants.FRAMEWORK_STORAGE,
                state.resolve("bundles").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                shared(),
                "torrent.state.dir",
                state.resolve("session").toString());
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no framework on the class path"))
                .newFramework(settings);
        EmbeddedSession embedded = new EmbeddedSession(framework);
        try {
            framework.start();
            embedded.startAll(bundles);
            return embedded;
        } catch (BundleException | IOException | RuntimeException e) {
            embedded.close(); // else its threads go on
            throw e;
        }
    }

    private void startAll(Path folder) throws BundleException, IOException {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars(folder)) {
            installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    /** The packages that program and bundles speak to each other in: they are the program's, so the bundles must not have them. */
    private static String shared() throws IOException {
        List<String> packages = new ArrayList<>();
        for (Class<?> ofJar : List.of(TorrentSession.class, TorrentId.class, ConfigurationAdmin.class)) {
            packages.add(exports(ofJar));
        }
        return String.join(",", packages);
    }

    private static String exports(Class<?> ofJar) throws IOException {
        try (JarFile jar = new JarFile(new File(
                ofJar.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        } catch (URISyntaxException e) {
            throw new IOException(ofJar + " is in no jar", e);
        }
    }

    /** Changes a configuration; it counts at once. */
    public void configure(String pid, Map<String, ?> values) throws IOException, InterruptedException {
        service(ConfigurationAdmin.class).getConfiguration(pid, "?").update(new Hashtable<>(values));
    }

    /** The session, as long as its bundle runs. */
    public TorrentSession session() throws InterruptedException {
        return service(TorrentSession.class);
    }

    /** It is used as long as the framework runs: who lets go of a service may be left with an object that is over. */
    <S> S service(Class<S> type) throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        S service = tracker.waitForService(APPEARS_MILLIS);
        if (service == null) {
            throw new IllegalStateException("no " + type.getName() + "; " + states(context));
        }
        return service;
    }

    private static String states(BundleContext context) {
        return Stream.of(context.getBundles())
                .map(bundle -> bundle + (bundle.getState() == Bundle.ACTIVE ? " runs" : " does not run"))
                .collect(Collectors.joining(", "));
    }

    /** Ends everything; returns when what arrived is on disk. */
    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(STOPS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
