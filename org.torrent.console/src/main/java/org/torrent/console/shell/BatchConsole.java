package org.torrent.console.shell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.Limits;
import org.torrent.console.text.SafeText;

/**
 * The console for programs: reads commands line by line, answers in plain text, ends at the end of input or with
 * {@code exit}. A command that fails is one line on stderr, and the next one is read.
 */
final class BatchConsole {
    private final CommandProcessor processor;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final ErrorLog log;

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
        try (LineReader lines = LineReader.start(in, log);
                CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err)) {
            session.put(CommandSession.OPTION_NO_GLOB, true);
            session.put(ShellCommands.SCOPE_VARIABLE, ShellCommands.SCOPE + ":*");
            LineReader.Line line = lines.next();
            while (!line.isEnd() && !isExit(line.text())) {
                if (line.isTooLong()) {
                    say("a line of more than " + Limits.LINE_CHARS + " characters was left out: split it");
                } else {
                    execute(session, line.text());
                }
                line = lines.next();
            }
        } finally {
            out.flush();
            err.flush();
        }
    }

    private void say(String message) {
        err.println("torrent: " + SafeText.oneLine(message));
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
            say(e.getMessage());
        } catch (Exception | LinkageError | StackOverflowError e) {
            log.log("a console command failed: " + SafeText.safe(line), e);
            say(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        out.flush();
        err.flush();
    }
}
