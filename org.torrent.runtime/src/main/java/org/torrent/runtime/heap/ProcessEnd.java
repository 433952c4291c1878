package org.torrent.runtime.heap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process ends whose heap is full: orderly if that is possible in time, and with a status of its own in any case. What it
 * needs is there from the start.
 */
public final class ProcessEnd implements Consumer<HeapLine> {
    /** The exit status. */
    public static final int STATUS = 4;

    /** The system property that tells whoever ends the process in order which status to end it with. */
    public static final String STATUS_PROPERTY = "torrent.exit.status";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

    private final FileOutputStream error = new FileOutputStream(FileDescriptor.err);
    private final String status = Integer.toString(STATUS);
    private final Thread orderly = new Thread(() -> System.exit(STATUS), "heap-end");

    /** Nothing happens before it is needed. */
    public ProcessEnd() {
        orderly.setDaemon(true);
        say(new HeapLine()); // nothing, so that all that takes is loaded
    }

    private void say(HeapLine line) {
        try {
            line.write(error);
        } catch (IOException closed) { // nobody reads it
            return;
        }
    }

    /** Says why on standard error and in the log, runs the shutdown hooks, and ends the process 10 s later at the latest. */
    @Override
    public void accept(HeapLine why) {
        say(why);
        try {
            System.setProperty(STATUS_PROPERTY, status);
            orderly.start();
            LOG.error("{}", why);
        } catch (Throwable full) { // as far as there is memory for it: what was said to be durable is so already
            HeapAlarm.raise(full);
        }
        long until = System.nanoTime() + HeapLimits.END_NANOS;
        for (long left = HeapLimits.END_NANOS; left > 0 && orderly.isAlive(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
