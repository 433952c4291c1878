package org.torrent.runtime.heap;

import java.util.concurrent.locks.LockSupport;

/**
 * Where every thread that survives an {@link OutOfMemoryError} says so. There is one heap, so there is one alarm. Raising it
 * makes no object, and nothing here throws. Any thread.
 */
public final class HeapAlarm {
    private static volatile int raised; // not every one is counted, but each is seen
    private static volatile Thread listener;
    private static volatile String who; // ran out of memory last, of those that may be named
    private static volatile String where = "";

    private HeapAlarm() {}

    /** Something was thrown; tells the guard if that was for want of memory. */
    public static void raise(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            raised = raised + 1;
            LockSupport.unpark(listener);
        }
    }

    /**
     * The same, by foreign code that may be named.
     *
     * @param name of whose it is, for people; made before
     * @param call in which it ran out of memory
     */
    public static void raise(Throwable thrown, String name, String call) {
        if (thrown instanceof OutOfMemoryError) {
            where = call;
            who = name;
            raise(thrown);
        }
    }

    /** Who ran out of memory last, of those that may be named; or null. */
    static String who() {
        return who;
    }

    /** In which call. */
    static String where() {
        return where;
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
