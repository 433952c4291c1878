package org.torrent.console.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.torrent.console.ErrorLog;
import org.torrent.console.Limits;

/**
 * Reads lines on a thread of its own, because nothing interrupts a read from stdin: whoever waits for the next line can
 * be interrupted. The reader is at most {@link Limits#LINES_AHEAD} lines ahead and then waits too; whatever ends it, the
 * end is the last line.
 */
final class LineReader implements AutoCloseable {
    private static final Line END = new Line("", false, true);

    private final ErrorLog log;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(Limits.LINES_AHEAD);
    private final Thread thread;
    private volatile String trouble = "";

    /**
     * What was read.
     *
     * @param text without the line's end; empty when there is none
     * @param isTooLong more than {@link Limits#LINE_CHARS}: not kept
     * @param isEnd no line, nor will there be one
     */
    record Line(String text, boolean isTooLong, boolean isEnd) {}

    private LineReader(InputStream in, ErrorLog log) {
        this.log = log;
        this.thread = new Thread(() -> read(in), "torrent-stdin");
    }

    /** Begins to read. The thread is a daemon: it ends with its input, the process, or when it is closed between lines. */
    static LineReader start(InputStream in, ErrorLog log) {
        LineReader reader = new LineReader(in, log);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /** Waits for the next line. Not to be called after the end. */
    Line next() throws InterruptedException {
        return lines.take();
    }

    /** Why it came to the end before its input did; empty when it did not. To be asked at the end. */
    String trouble() {
        return trouble;
    }

    /** What was read ahead is not looked at any more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void read(InputStream in) {
        try {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (Line line = readLine(reader); line != null; line = readLine(reader)) {
                    lines.put(line);
                }
            } catch (IOException | UncheckedIOException e) {
                log.log("reading commands failed", e);
                trouble = e.getMessage() == null ? e.toString() : e.getMessage();
            } finally {
                lines.put(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for the end
        }
    }

    /** As {@link BufferedReader#readLine}, within a bound. */
    private static Line readLine(BufferedReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            tooLong |= text.length() == Limits.LINE_CHARS;
            if (!tooLong) {
                text.append((char) c);
            }
        }
        return tooLong ? new Line("", true, false) : new Line(withoutReturn(text), false, false);
    }

    private static String withoutReturn(StringBuilder text) {
        int last = text.length() - 1;
        return last >= 0 && text.charAt(last) == '\r' ? text.substring(0, last) : text.toString();
    }
}
