package org.torrent.testkit.swarm;

import java.util.function.Consumer;
import org.torrent.runtime.watch.WatchTimes;

/** What a plugin does in a hook. */
enum Misbehaviour {
    /** A bug. */
    THROWS(true, call -> {
        throw new IllegalStateException("a bug");
    }),
    /** A package that is not there. */
    MISSES_A_CLASS(true, call -> {
        throw new NoClassDefFoundError("org/example/Gone");
    }),
    /** No memory. */
    RUNS_OUT_OF_MEMORY(true, call -> {
        throw new OutOfMemoryError("so it says");
    }),
    /** No stack. */
    OVERFLOWS_THE_STACK(true, call -> recurse(1)),
    /** For ever, whoever interrupts. */
    HANGS(true, call -> call.culprit().hang()),
    /** In order. */
    BEHAVES(false, call -> {});

    private static final WatchTimes QUICK = new WatchTimes(100_000_000, 250_000_000, 500_000_000, 1_000_000_000);

    private final boolean named;
    private final Consumer<Culprit.Call> action;

    Misbehaviour(boolean named, Consumer<Culprit.Call> action) {
        this.named = named;
        this.action = action;
    }

    /** Whether the plugin is charged with it. */
    boolean isNamed() {
        return named;
    }

    /** The times of the watch: none where nothing is slow, so that a busy machine is no misbehaviour. */
    WatchTimes times() {
        return this == HANGS ? QUICK : WatchTimes.OFF;
    }

    /** Does it. */
    void act(Culprit.Call call) {
        action.accept(call);
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + depth;
    }
}
