package org.torrent.console.shell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.Limits;
import org.torrent.console.text.SafeText;
import org.torrent.options.ExitStatus;

/**
 * The console for programs: reads commands line by line, answers in plain text, ends at the end of input or with
 * {@code exit [STATUS]}. A command that fails is one line on stderr, and the next one is read; the last that failed gives the
 * status.
 */
final class BatchConsole {
    private static final Pattern EXIT = Pattern.compile("(?:exit|quit)(?:\\s+(\\d{1,3}))?");
    private static final int STATUSES = 256;

    private final CommandProcessor processor;
    private final BundleConverter bundles;
    private final ContainerAnswers answers;
    private final BooleanSupplier isGone;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final ErrorLog log;
    private int status = ExitStatus.OK;

    /**
     * A console on these streams.
     *
     * @param bundles of the processor
     * @param isGone whether what runs is not the bundle's code any more
     * @param out not {@code System.out}: Gogo replaces that by a stream that looks up the thread's own, which is this one
     */
    BatchConsole(
            CommandProcessor processor,
            BundleConverter bundles,
            BooleanSupplier isGone,
            InputStream in,
            PrintStream out,
            PrintStream err,
            ErrorLog log) {
        this.processor = processor;
        this.bundles = bundles;
        this.answers = new ContainerAnswers(bundles);
        this.isGone = isGone;
        this.in = in;
        this.out = out;
        this.err = err;
        this.log = log;
    }

    /**
     * Returns at the end of input, or when the caller's thread, which runs the commands, is interrupted.
     *
     * @return the status of {@code exit}, else of the last command that failed, else {@link ExitStatus#OK}
     */
    int run() {
        try (LineReader lines = LineReader.start(in, log);
                CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err)) {
            session.put(CommandSession.OPTION_NO_GLOB, true);
            session.put(ShellCommands.SCOPE_VARIABLE, ShellCommands.SCOPE + ":*");
            LineReader.Line line = lines.next();
            while (!line.isEnd() && !isExit(line.text()) && isHere()) {
                if (line.isTooLong()) {
                    say("a line of more than " + Limits.LINE_CHARS + " characters was left out: split it");
                    status = ExitStatus.USAGE;
                } else {
                    execute(session, line.text());
                }
                line = lines.next();
            }
            if (line.isEnd() && !lines.trouble().isEmpty()) {
                say("commands can't be read any more: " + lines.trouble() + "; those before were executed");
                status = ExitStatus.FAILURE;
            }
        } catch (InterruptedException e) {
            // that is how it ends when the framework is stopped
        } finally {
            out.flush();
            err.flush();
        }
        return status;
    }

    /** Its classes can't be loaded any more once its bundle was refreshed: nothing that is not loaded may be needed from there on. */
    private boolean isHere() {
        if (isGone.getAsBoolean()) {
            err.println("torrent: a command refreshed the console itself: what followed was not read, start it again");
            status = ExitStatus.FAILURE;
            return false;
        }
        return true;
    }

    private boolean isExit(String line) {
        Matcher exit = EXIT.matcher(line.strip());
        boolean isExit = exit.matches();
        if (isExit && exit.group(1) != null) {
            status = Integer.parseInt(exit.group(1)) % STATUSES;
        }
        return isExit;
    }

    private void say(String message) {
        err.println("torrent: " + SafeText.oneLine(message));
    }

    private void execute(CommandSession session, String line) throws InterruptedException {
        bundles.takeComplaint(); // of another console
        try {
            Object result = session.execute(Quoting.quote(line.strip()));
            ContainerAnswers.Meaning answer = answers.read(line.strip(), result);
            if (answer.shown() != null) {
                out.println(session.format(answer.shown(), Converter.INSPECT));
            }
            if (!answer.failure().isEmpty()) {
                say(answer.failure());
                status = ExitStatus.FAILURE;
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (CommandFailure e) {
            say(e.getMessage());
            status = e.status();
        } catch (Exception | LinkageError | StackOverflowError e) {
            log.log("a console command failed: " + SafeText.safe(line), e);
            String noBundle = bundles.takeComplaint();
            String why = noBundle.isEmpty() ? e.getMessage() : noBundle;
            say(why == null ? e.toString() : why);
            status = ExitStatus.FAILURE;
        }
        out.flush();
        err.flush();
    }
}
