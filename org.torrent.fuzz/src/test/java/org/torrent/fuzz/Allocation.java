package org.torrent.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates: a small input that costs much memory is a finding, like an exception. */
final class Allocation {
    /** The first time classes are loaded and initialised; what remains is the input's own. */
    private static final int ATTEMPTS = 4;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** A step that is repeated without effect on the next one. */
    interface Step {
        void run() throws Exception;
    }

    /** Runs the step; fails when it allocates more, each of a few times. */
    static void within(long bytes, Step step) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            step.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            if (least <= bytes) {
                return;
            }
        }
        throw new AssertionError("allocates " + least + " bytes, at most " + bytes + " are allowed for this input");
    }
}
