package org.torrent.itest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A second runtime: a process of the distribution's launcher, ended with the test. */
final class Child implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final Path DISTRIBUTION = Path.of(System.getProperty("torrent.dist"));

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Child(Process process) {
        this.process = process;
        new Thread(this::read, "child-output").start();
    }

    /** {@code torrent ARGUMENTS}, with a TORRENT_HOME of its own. */
    static Child torrent(Object... arguments) throws IOException {
        return torrent(DISTRIBUTION, Payload.folder("child"), null, arguments);
    }

    /** The same of another distribution. */
    static Child torrentOf(Path distribution, Object... arguments) throws IOException {
        return torrent(distribution, Payload.folder("child"), null, arguments);
    }

    /** {@code torrent < COMMANDS}. */
    static Child console(Path home, Path commands) throws IOException {
        return torrent(DISTRIBUTION, home, commands.toFile());
    }

    private static Child torrent(Path distribution, Path home, File input, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin").resolve("torrent").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TORRENT_HOME", home.toString());
        environment.put("TORRENT_JAVA_OPTS", "-Xmx128m -Dtorrent.dht=off");
        environment.remove("JAVA_TOOL_OPTIONS");
        if (input != null) {
            builder.redirectInput(input);
        }
        return new Child(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of the line that begins like that; waits for it. */
    String await(String prefix) {
        Await.until(() -> prefix + " in " + lines, () -> lines.stream().anyMatch(line -> line.startsWith(prefix)));
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    /** SIGTERM; returns the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        return exitStatus();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + lines);
        }
        return process.exitValue();
    }

    /** What it printed so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
