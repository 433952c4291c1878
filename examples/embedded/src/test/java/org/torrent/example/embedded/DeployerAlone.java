package org.torrent.example.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.torrent.api.deploy.DeployStatus;

/** A program with the deployer inside, and no session: {@code DeployerAlone BUNDLES STATE FOLDER}; prints the folder's lines when they change. */
final class DeployerAlone {
    private static final long LOOK_NANOS = 10_000_000;

    private DeployerAlone() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedSession embedded = EmbeddedSession.start(Path.of(args[0]), Path.of(args[1]))) {
            embedded.configure("org.torrent.deploy", Map.of("folders", args[2]));
            DeployStatus status = embedded.service(DeployStatus.class);
            System.out.println("looking");
            List<String> before = List.of();
            while (System.in.available() == 0) { // a line from the test ends it
                List<String> now = lines(status);
                if (!now.equals(before)) {
                    before = now;
                    System.out.println("files " + now);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static List<String> lines(DeployStatus status) {
        return status.files().stream()
                .map(file ->
                        file.path().getFileName() + " " + file.state() + " " + file.version() + " " + file.reason())
                .toList();
    }
}
