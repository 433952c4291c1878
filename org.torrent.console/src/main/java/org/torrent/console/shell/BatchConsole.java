package org.torrent.console.shell;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.text.SafeText;

/**
 * The console for programs: reads commands line by line, answers in plain text, ends at the end of input or with
 * {@code exit}. A command that fails is one line on stderr, and the next one is read.
 */
final class BatchConsole {
    private static final int LINES_AHEAD = 100;

    private final CommandProcessor processor;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final ErrorLog log;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(LINES_AHEAD);

    /**
     * A console on these streams.
     *
     * @param out not {@code System.out}: Gogo replaces that by a stream that looks up the thread's own, which is this one
     */
    BatchConsole(CommandProcessor processor, InputStream in, PrintStream out, PrintStream err, ErrorLog log) {
        this.processor = processor;
        this.in = in;
        this.out = out;
        this.err = err;
        this.log = log;
    }

    /** Returns at the end of input; the caller's thread runs the commands and can be interrupted. */
    void run() throws InterruptedException {
        startReading();
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err)) {
            session.put(CommandSession.OPTION_NO_GLOB, true);
            session.put(ShellCommands.SCOPE_VARIABLE, ShellCommands.SCOPE + ":*");
            Optional<String> line = lines.take();
            while (line.isPresent() && !isExit(line.get())) {
                execute(session, line.get());
                line = lines.take();
            }
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Nothing interrupts a read from stdin: the thread is a daemon and ends with its input or the process. */
    private void startReading() {
        Thread reader = new Thread(this::read, "torrent-stdin");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(Optional.of(line));
            }
        } catch (IOException | UncheckedIOException e) {
            log.log("reading commands failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.add(Optional.empty());
    }

    private static boolean isExit(String line) {
        return line.strip().equals("exit") || line.strip().equals("quit");
    }

    private void execute(CommandSession session, String line) throws InterruptedException {
        try {
            Object result = session.execute(Quoting.quote(line.strip()));
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (CommandFailure e) {
            err.println("torrent: " + SafeText.oneLine(e.getMessage()));
        } catch (Exception | LinkageError | StackOverflowError e) {
            log.log("a console command failed: " + SafeText.safe(line), e);
            err.println("torrent: " + SafeText.oneLine(e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        out.flush();
        err.flush();
    }
}
