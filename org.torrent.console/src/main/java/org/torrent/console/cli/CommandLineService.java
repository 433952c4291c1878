package org.torrent.console.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.LoggerFactory;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.HttpClientTracker;
import org.torrent.console.Limits;
import org.torrent.console.SessionTracker;
import org.torrent.console.StandardOutput;
import org.torrent.console.WorkingDirectory;
import org.torrent.console.shell.ConsoleRunner;
import org.torrent.options.CommandService;

/**
 * The command line as a service: takes the arguments, returns the exit status. It runs on the caller's thread; interrupting
 * that thread ends the command cleanly. The launcher finds it by {@code torrent.cli=true}; the type is the JDK's, so that
 * no class needs to be shared.
 */
@Component(service = ToIntFunction.class, property = CommandService.PROPERTY + ":Boolean=true", immediate = true)
public final class CommandLineService implements ToIntFunction<String[]> {
    private final BundleContext bundleContext;
    private final SessionTracker sessions;
    private final HttpClientTracker http;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread commandThread;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile LoggerFactory loggers;

    /** Made by declarative services. */
    @Activate
    public CommandLineService(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
        this.sessions = new SessionTracker(bundleContext);
        this.http = new HttpClientTracker(bundleContext);
    }

    /**
     * When the whole framework stops, a running command is told to end while its classes can still be loaded. When only
     * this bundle stops or is updated the command goes on: its end would be the end of the process.
     */
    @Deactivate
    void close() {
        Thread thread = commandThread;
        if (thread != null && bundleContext.getBundle(0).getState() == Bundle.STOPPING) {
            thread.interrupt();
            awaitEnd();
        }
        sessions.close();
        http.close();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(Limits.COMMAND_ENDS.toMillis(), TimeUnit.MILLISECONDS)) {
                log("the command did not end within " + Limits.COMMAND_ENDS, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        Thread thread = commandThread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public int applyAsInt(String[] arguments) {
        CliContext context = new CliContext(
                sessions,
                http,
                new RunningFramework(bundleContext, this::log),
                this::log,
                new StandardOutput(
                        new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), this::end),
                isTerminal(),
                WorkingDirectory.get(),
                System::nanoTime);
        commandThread = Thread.currentThread();
        try {
            return Commands.run(context, arguments);
        } finally {
            commandThread = null;
            ended.countDown();
        }
    }

    /** Without a log service the one line on stderr has to do. */
    private void log(String message, Throwable cause) {
        LoggerFactory current = loggers;
        if (current != null) {
            current.getLogger(CommandLineService.class).warn("{}", message, cause);
        }
    }

    private record RunningFramework(BundleContext context, ErrorLog log) implements CliContext.Framework {
        @Override
        public String property(String name) {
            return context.getProperty(name);
        }

        @Override
        public int runConsole(boolean terminal, StandardOutput output) throws CommandFailure, InterruptedException {
            return new ConsoleRunner(context, output, log).run(terminal);
        }
    }

    /** Since Java 22 there may be a console that is none; a method tells, which Java 17 does not have. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
