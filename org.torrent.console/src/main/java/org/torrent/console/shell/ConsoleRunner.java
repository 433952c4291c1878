package org.torrent.console.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.jline.terminal.Terminal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.Limits;
import org.torrent.console.StandardOutput;
import org.torrent.options.ExitStatus;

/** Runs the console: the shell of gogo.jline on a terminal, line by line otherwise. */
public final class ConsoleRunner {
    private static final String SHELL = "org.apache.felix.gogo.jline";

    private final BundleContext context;
    private final StandardOutput output;
    private final ErrorLog log;

    /**
     * In this framework.
     *
     * @param output of the console for programs: the one for people has the terminal
     */
    public ConsoleRunner(BundleContext context, StandardOutput output, ErrorLog log) {
        this.context = context;
        this.output = output;
        this.log = log;
    }

    /**
     * Returns at the end of input. On a terminal the end of the shell stops the framework, and whoever started that
     * interrupts the caller's thread.
     *
     * @return the exit status: on a terminal {@link ExitStatus#OK}
     */
    public int run(boolean terminal) throws CommandFailure, InterruptedException {
        Bundle shell = Stream.of(context.getBundles())
                .filter(bundle -> SHELL.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElse(null);
        if (terminal && shell != null) {
            start(shell);
            new CountDownLatch(1).await();
        }
        return runBatch();
    }

    /** JLine finds its own terminal providers by the context class loader of the thread that starts the shell. */
    private static void start(Bundle shell) throws CommandFailure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Terminal.class.getClassLoader());
        try {
            shell.start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            throw new CommandFailure("the shell " + SHELL + " does not start: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Goes on when this bundle is stopped or updated by one of its commands: what it needs then is the framework's. */
    private int runBatch() throws CommandFailure, InterruptedException {
        BundleContext framework = context.getBundle(0).getBundleContext();
        BundleConverter bundles = new BundleConverter(framework);
        ServiceRegistration<Converter> converter = framework.registerService(Converter.class, bundles, null);
        ServiceTracker<CommandProcessor, CommandProcessor> tracker =
                new ServiceTracker<>(framework, CommandProcessor.class, null);
        tracker.open();
        try {
            CommandProcessor processor = tracker.waitForService(Limits.SESSION_APPEARS.toMillis());
            if (processor == null) {
                throw new CommandFailure("Gogo is not running: start the bundle org.apache.felix.gogo.runtime");
            }
            InputStream in = new FileInputStream(FileDescriptor.in);
            BundleWiring own = FrameworkUtil.getBundle(ConsoleRunner.class).adapt(BundleWiring.class);
            return new BatchConsole(processor, bundles, () -> !own.isInUse(), in, output.out(), output.err(), log)
                    .run();
        } finally {
            whileItLasts(tracker::close);
            whileItLasts(converter::unregister);
        }
    }

    private static void whileItLasts(Runnable end) {
        try {
            end.run();
        } catch (IllegalStateException e) {
            // the framework stopped meanwhile
        }
    }
}
