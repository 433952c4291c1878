package org.torrent.runtime.heap;

import java.util.concurrent.locks.LockSupport;

/**
 * Where every thread that survives an {@link OutOfMemoryError} says so. There is one heap, so there is one alarm. Raising it
 * makes no object, and nothing here throws. Any thread.
 */
public final class HeapAlarm {
    private static volatile int raised; // not every one is counted, but each is seen
    private static volatile Thread listener;

    private HeapAlarm() {}

    /** Something was thrown; tells the guard if that was for want of memory. */
    public static void raise(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            raised = raised + 1;
            LockSupport.unpark(listener);
        }
    }

    /** Changes when it is raised. */
    static int raised() {
        return raised;
    }

    /** Who is woken; the last one that asked for it. */
    static void listen(Thread thread) {
        listener = thread;
    }
}
