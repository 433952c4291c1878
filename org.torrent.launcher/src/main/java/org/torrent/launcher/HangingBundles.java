package org.torrent.launcher;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Names bundles that don't ship and whose activator does not return, from its start or its stop: the deploy folder waits for
 * it, whoever else has a bundle to start does not. Any thread.
 */
final class HangingBundles implements SynchronousBundleListener {
    /** A start or a stop, on the thread that runs it. */
    private record Call(Bundle bundle, String what, Thread thread, long sinceNanos) {
        boolean isOver(Duration time) {
            return System.nanoTime() - sinceNanos > time.toNanos();
        }
    }

    private final OwnBundles own;
    private final LauncherLog log;
    private final Map<Long, Call> calls = new ConcurrentHashMap<>(); // by bundle, that are under way
    private final Map<Long, Call> told = new ConcurrentHashMap<>(); // those of them that hang

    HangingBundles(OwnBundles own, LauncherLog log) {
        this.own = own;
        this.log = log;
    }

    /** On the thread that starts or stops the bundle. */
    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STARTING -> begin(bundle, "start");
            case BundleEvent.STOPPING -> begin(bundle, "stop");
            case BundleEvent.STARTED, BundleEvent.STOPPED -> end(bundle);
            default -> {}
        }
    }

    private void begin(Bundle bundle, String what) {
        if (!own.contains(bundle)) {
            Call call = new Call(bundle, what, Thread.currentThread(), System.nanoTime());
            calls.put(bundle.getBundleId(), call);
            CompletableFuture.delayedExecutor(Limits.DEPLOYED_STARTS.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> look(call));
        }
    }

    private void end(Bundle bundle) {
        calls.remove(bundle.getBundleId());
        Call late = told.remove(bundle.getBundleId());
        if (late != null) {
            tell(late, "has returned from its " + late.what() + " after all");
        }
    }

    /** Somebody waited for them and does no longer. */
    void look() {
        calls.values().forEach(this::look);
    }

    private void look(Call call) {
        long id = call.bundle().getBundleId();
        if (calls.get(id) == call && told.putIfAbsent(id, call) == null) {
            tell(
                    call,
                    "does not return from its " + call.what() + ": for " + Limits.DEPLOYED_STARTS.toSeconds()
                            + " s it has been in " + place(call.thread())
                            + "; all else goes on without it, take it out and start again");
        }
    }

    /** Whether one hangs for that time; whoever waits for the framework's stop leaves it behind, and it is named. */
    boolean leaveBehind(Duration time) {
        List<Call> hanging =
                calls.values().stream().filter(call -> call.isOver(time)).toList();
        hanging.stream()
                .filter(call -> told.putIfAbsent(call.bundle().getBundleId(), call) == null)
                .forEach(call -> tell(
                        call,
                        "does not return from its " + call.what() + ", it is in " + place(call.thread())
                                + "; the process ends without it, take it out"));
        return !hanging.isEmpty();
    }

    /** Where its own code is, or what that waits in. */
    private static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return Arrays.stream(stack)
                .filter(frame ->
                        frame.getModuleName() == null || !frame.getModuleName().startsWith("java."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    private void tell(Call call, String what) {
        Bundle bundle = call.bundle();
        String line = bundle.getSymbolicName() + " " + bundle.getVersion() + " (" + bundle.getLocation() + ") " + what;
        System.err.println("torrent: " + line);
        log.log(line, null);
    }

    /** The framework is about to stop, and would wait for those that are under way, however short they have been. */
    void interrupt() {
        calls.forEach((id, call) -> {
            told.remove(id, call); // first, so that it says no more of it
            call.thread().interrupt();
        });
    }
}
