package org.torrent.console.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.console.FakeSession;

/** Runs console commands on a session of the test's. */
final class ShellHarness {
    final FakeSession session = new FakeSession();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<DeployedFile> files = List.of();
    final Map<Class<?>, Object> services = new HashMap<>();
    private final Path directory;

    ShellHarness(Path directory) {
        this.directory = directory;
    }

    /** The answer. */
    String run(String name, String... arguments) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = print(bytes);
        ShellCommands.run(
                name,
                arguments,
                new ShellContext(
                        session.here(), atMost -> Optional.empty(), this::service, out, print(err), directory));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Object service(Class<?> type) {
        return type == DeployStatus.class ? new Deployed(files) : services.get(type);
    }

    private record Deployed(List<DeployedFile> files) implements DeployStatus {
        @Override
        public boolean isSettled() {
            return true;
        }
    }

    /** What was warned of. */
    String warnings() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
