package org.torrent.itest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A console at the other end of a pipe, to which commands are typed one by one. */
final class TypedConsole implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final ProcessLines lines;

    private TypedConsole(Process process) {
        this.process = process;
        this.input = process.outputWriter();
        this.lines = new ProcessLines(process, "console-output");
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
        int before = lines.soFar().size();
        type(command);
        return lines.awaitAfter(before, "an answer to " + command);
    }

    /** The rest of the line that begins like that; waits for it. */
    String await(String prefix) {
        return lines.await(prefix);
    }

    /** Whether a line that came has this text. */
    boolean has(String text) {
        return lines.soFar().stream().anyMatch(line -> line.contains(text));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
