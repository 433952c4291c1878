package org.torrent.runtime.heap;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ends whose heap is full: orderly if that is possible in time, and with a status of its own in any case. */
public final class ProcessEnd {
    /** The exit status. */
    public static final int STATUS = 4;

    /** The system property that tells whoever ends the process in order which status to end it with. */
    public static final String STATUS_PROPERTY = "torrent.exit.status";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

    private ProcessEnd() {}

    /** Says why on standard error and in the log, runs the shutdown hooks, and ends the process 10 s later at the latest. */
    public static void now(String why) {
        try {
            System.err.println("torrent: " + why);
            System.setProperty(STATUS_PROPERTY, Integer.toString(STATUS));
            Thread orderly = new Thread(() -> System.exit(STATUS), "heap-end");
            orderly.setDaemon(true);
            orderly.start();
            LOG.error(why);
        } catch (Throwable full) { // then in no order: what was said to be durable is so already
            Runtime.getRuntime().halt(STATUS);
        }
        long until = System.nanoTime() + HeapLimits.END_NANOS;
        for (long left = HeapLimits.END_NANOS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
