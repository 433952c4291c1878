package org.torrent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrent.options.Command;
import org.torrent.options.ExitStatus;
import org.torrent.options.State;

/**
 * One run: locks the state, starts the framework, runs the command, stops the framework.
 *
 * <p>The command runs on the thread that calls {@link #run}. A signal arrives on the shutdown hook's thread, which
 * interrupts the command, waits for the status it ends with, stops the framework and ends the process. When the
 * framework stops by itself (a console command can do that) a watching thread interrupts the command in the same way.
 */
final class Launch {
    /** The status that whoever asked for the end of the process wants, in place of the command's. */
    private static final String STATUS_PROPERTY = "torrent.exit.status";

    private final Distribution distribution;
    private final Path home;
    private final Invocation invocation;
    private final LauncherLog log;
    private final FutureTask<Integer> command = new FutureTask<>(this::reportedStatus);

    private volatile Thread commandThread;
    private volatile BundleCache cache;
    private volatile StateDirectory state;
    private volatile EmbeddedFramework framework;
    private volatile boolean ended;
    private volatile boolean hooked;

    Launch(Distribution distribution, Path home, Invocation invocation, LauncherLog log) {
        this.distribution = distribution;
        this.home = home;
        this.invocation = invocation;
        this.log = log;
    }

    /** Runs the command to its end and returns the process's exit status. */
    int run() {
        commandThread = Thread.currentThread();
        command.run();
        Thread.interrupted();
        close();
        ended = true;
        return awaitStatus();
    }

    /** The shutdown hook; nothing is left to do when the process ends because the command did. */
    void signalled() {
        if (!ended) {
            hooked = true;
            endProcess();
        }
    }

    private void endProcess() {
        Optional<ProcessExit> exit = ProcessExit.find();
        if (exit.isPresent()) {
            tell(exit.get()); // before the command's end stops the framework, which knows the bundles
            endsFromWithin(); // and before the command is interrupted: it has nothing to add
        }
        Thread thread = commandThread;
        if (thread != null && !command.isDone()) {
            thread.interrupt();
        }
        // The command is not waited for where it is what ended the process, and so waits for us.
        boolean itself = exit.isPresent() && exit.get().thread() == thread;
        int ofCommand = itself ? ExitStatus.ENDED_FROM_WITHIN : awaitStatus();
        close();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(Integer.getInteger(STATUS_PROPERTY, ofCommand));
    }

    private static void endsFromWithin() {
        System.getProperties().putIfAbsent(STATUS_PROPERTY, Integer.toString(ExitStatus.ENDED_FROM_WITHIN));
    }

    private void tell(ProcessExit exit) {
        EmbeddedFramework running = framework;
        String bundle = running == null ? "no bundle's" : running.bundleOf(exit.className());
        String line = exit.frame() + " (" + bundle + ") ended this process, on the thread "
                + exit.thread().getName() + ": take that bundle out, or have it mended; what was durable is kept";
        System.err.println("torrent: " + LaunchException.oneLine(line));
        log.log(line, null);
    }

    private int awaitStatus() {
        try {
            return command.get(Limits.COMMAND_ENDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.log("the command did not end within " + Limits.COMMAND_ENDS + EmbeddedFramework.threads(), null);
            return ExitStatus.FAILURE;
        } catch (InterruptedException | ExecutionException | CancellationException e) {
            log.log("no status from the command", e);
            return ExitStatus.FAILURE;
        }
    }

    private int reportedStatus() {
        try {
            return startAndRun();
        } catch (LaunchException e) {
            if (e.getCause() != null) {
                log.log(e.getMessage(), e.getCause());
            }
            System.err.println("torrent: " + e.getMessage());
            return e.status();
        } catch (InterruptedException e) {
            return invocation.isEndless() ? ExitStatus.OK : ExitStatus.FAILURE;
        } catch (Throwable e) {
            log.log("the command failed", e);
            System.err.println("torrent: internal error, " + LaunchException.oneLine(e.toString()) + log.hint());
            return ExitStatus.FAILURE;
        }
    }

    private int startAndRun() throws InterruptedException {
        cache = BundleCache.create(Path.of(System.getProperty("java.io.tmpdir")), log);
        log.prepare();
        StateDirectory.sweep(home, log);
        state = StateDirectory.lock(StateDirectory.locate(home, cache.path(), invocation));
        Configuration configuration =
                new Configuration(distribution, home, cache.path(), state.path(), invocation, System.getProperties());
        configuration.systemProperties().forEach(System.getProperties()::putIfAbsent);
        Map<String, String> properties = configuration.frameworkProperties();
        configuration
                .warnings()
                .forEach(line -> System.err.println("torrent: warning: " + LaunchException.oneLine(line)));
        framework = EmbeddedFramework.create(properties, cache, log);
        framework.start(distribution, !invocation.command().equals(Optional.of(Command.CREATE)));
        Thread watch = new Thread(this::watchFramework, "torrent-framework-watch");
        watch.setDaemon(true);
        watch.start();
        return framework.runCommand(distribution, invocation.arguments());
    }

    private void watchFramework() {
        try {
            framework.awaitStop();
            if (!command.isDone() && !hooked) { // the hook stops the framework too, and ends the process itself
                endProcess();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a job remembers is for doing the rest of it: nothing is left of one that is done, or of one that can't begin. */
    private void removeIfDone(StateDirectory folder) throws IOException {
        if (invocation.state() == State.JOB && command.isDone() && Files.exists(folder.path())) {
            int status = awaitStatus();
            boolean done = status == ExitStatus.OK && !invocation.mayGoOn();
            if (done || status == ExitStatus.USAGE || folder.isUnused()) {
                folder.remove();
            }
        }
    }

    /** Everything in reverse order. Each step can be repeated: a signal may arrive while the process is ending. */
    private synchronized void close() {
        if (framework != null) {
            framework.stop();
        }
        try {
            if (state != null) {
                removeIfDone(state);
                state.close();
            }
            if (cache != null) {
                cache.close();
            }
        } catch (IOException e) {
            log.log("could not clean up", e);
        }
    }
}
