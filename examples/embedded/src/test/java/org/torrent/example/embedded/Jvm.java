package org.torrent.example.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process, what it prints, and an end: it is killed when it hangs. */
final class Jvm implements AutoCloseable {
    private static final long AT_MOST_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private Jvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
        CompletableFuture.delayedExecutor(AT_MOST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** A main class with these jars and folders on its class path, and nothing else. */
    static Jvm java(List<Path> classPath, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.add("-Dorg.ops4j.pax.logging.DefaultServiceLog.level=WARN");
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        return start(command, arguments);
    }

    /** The distribution's launcher. */
    static Jvm torrent(Path home, Object... arguments) throws IOException {
        return start(
                List.of("env", "TORRENT_HOME=" + home, Dist.path("bin/torrent").toString()), arguments);
    }

    private static Jvm start(List<String> command, Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Jvm(builder.start());
    }

    /** The rest of the next line that begins like that. */
    String await(String prefix) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no line '" + prefix + "' in " + lines);
    }

    /** Writes a line to its standard input. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes());
        process.getOutputStream().flush();
    }

    /** What it printed when it has ended with that status. */
    List<String> ended(int status) throws IOException, InterruptedException {
        process.getOutputStream().close();
        output.lines().forEach(lines::add);
        int was = process.waitFor();
        if (was != status) {
            throw new AssertionError("status " + was + ": " + lines);
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
