package org.torrent.itest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second runtime: a process of the distribution's launcher, ended with the test. */
final class Child implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final Path DISTRIBUTION = Path.of(System.getProperty("torrent.dist"));

    private final Process process;
    private final ProcessLines lines;

    private Child(Process process) {
        this.process = process;
        this.lines = new ProcessLines(process, "child-output");
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

    /** The rest of the line that begins like that; waits for it. */
    String await(String prefix) {
        return lines.await(prefix);
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
        return lines.soFar();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
