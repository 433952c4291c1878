package org.torrent.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A console at the other end of a pipe, to which commands are typed one by one. */
final class TypedConsole implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private TypedConsole(Process process) {
        this.process = process;
        this.input = process.outputWriter();
        new Thread(this::read, "console-output").start();
    }

    /** That of a distribution, on any free port. */
    static TypedConsole start(Path torrent, Path home, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(torrent.toString(), "--listen", "127.0.0.1:0")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TORRENT_HOME", home.toString());
        builder.environment().put("TORRENT_JAVA_OPTS", "-Xmx128m");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new TypedConsole(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void type(String command) {
        try {
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw new AssertionError("the console is gone: " + lines, e);
        }
    }

    /** The first line that a command answers with; nobody else prints meanwhile. */
    String ask(String command) {
        int before = lines.size();
        type(command);
        Await.until(() -> "an answer to " + command, () -> lines.size() > before);
        return lines.get(before);
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

    /** Whether a line that came has this text. */
    boolean has(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
