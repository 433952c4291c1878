package org.torrent.tracker;

import java.util.function.Consumer;

/** Time and network as a search uses them. All calls are made, and all callbacks run, on one thread. */
interface SearchRuntime {
    /** Monotonic time. */
    long nowNanos();

    /** Runs a task later. */
    Cancellable schedule(Runnable task, long delayNanos);

    /**
     * Asks a tracker in the background.
     *
     * @param url the announce with its parameters
     * @param goodbye whether the answer is of no interest and the time for it short
     * @param callback gets the outcome, never within the call, and nothing after a cancellation
     */
    Cancellable announce(String url, boolean goodbye, Consumer<Outcome> callback);

    /** A random number from 0 to below 1, for jitter. */
    double nextDouble();

    /** A random number from 0 to below the bound. */
    int nextInt(int bound);

    /** Something that can be given up; no effect once it is done. */
    interface Cancellable {
        /** Gives it up. */
        void cancel();
    }

    /**
     * How an announce ended.
     *
     * @param answer what the tracker said, null when it failed
     * @param problem what went wrong, null when it did not
     */
    record Outcome(AnnounceAnswer answer, String problem) {}
}
