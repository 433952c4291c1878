package org.torrent.itest;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;

/** What the deployer says of its files. */
record DeployedFiles(BundleContext context) {
    private DeployStatus status() {
        return context.getService(context.getServiceReference(DeployStatus.class));
    }

    /** Waits until a file has that state, for a reason with that in it. */
    void await(Path jar, DeployedFile.State state, String reason) {
        Await.until(
                () -> jar + " " + state + " " + reason + ", there is " + status().files(),
                () -> status().files().stream()
                        .anyMatch(file -> file.path().equals(jar)
                                && file.state() == state
                                && file.reason().contains(reason)));
    }
}
