package org.torrent.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a process prints, line by line, as it comes. */
final class ProcessLines {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Reads on a thread of that name until the process ends. */
    ProcessLines(Process process, String thread) {
        this.process = process;
        new Thread(this::read, thread).start();
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

    /** The line behind that many; waits for it. */
    String awaitAfter(int number, String what) {
        Await.until(() -> what, () -> lines.size() > number);
        return lines.get(number);
    }

    /** Those that came so far. */
    List<String> soFar() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
