package org.torrent.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;

/** The deploy folder of the framework a test runs in. */
final class DeployFolder {
    private final BundleContext context;

    DeployFolder(BundleContext context) {
        this.context = context;
    }

    /** A file in it. */
    Path path(String file) {
        return Path.of(context.getProperty("torrent.deploy"), file);
    }

    /** The deployer may have been stopped and started. */
    DeployStatus status() {
        ServiceReference<DeployStatus> reference = context.getServiceReference(DeployStatus.class);
        return context.getService(reference);
    }

    List<DeployedFile> line(Path jar) {
        return status().files().stream().filter(file -> file.path().equals(jar)).toList();
    }

    /** Whether a file's line says that. */
    boolean says(Path jar, DeployedFile.State state, String reason) {
        return line(jar).stream()
                .anyMatch(file -> file.state() == state && file.reason().contains(reason));
    }

    DeployedFile await(Path jar, DeployedFile.State state, String reason) {
        Await.until(
                () -> jar + " " + state + " " + reason + ", there is " + status().files(),
                () -> says(jar, state, reason));
        return line(jar).get(0);
    }

    /** Waits until one plugin of that bundle is there, in that version. */
    void awaitVersion(PluginBundle plugin, String version) {
        Container container = new Container(context);
        Await.until(
                () -> version + " alone, there is " + container.session().plugins() + " of " + status().files(),
                () -> container.pluginsOf(plugin.symbolicName()).stream()
                        .map(now -> now.version() + now.state())
                        .toList()
                        .equals(List.of(version + PluginSnapshot.State.ACTIVE)));
    }

    /** Takes a file out, and waits until its line is gone. */
    void delete(Path jar) throws IOException {
        Files.delete(jar);
        Await.until("no line of " + jar, () -> line(jar).isEmpty());
    }

    /** How long bundles may take from now on. */
    void deadline(long millis) throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        Dictionary<String, Object> values = new Hashtable<>(Map.of("deadline.millis", millis));
        context.getService(reference)
                .getConfiguration("org.torrent.deploy", "?")
                .update(values);
    }
}
