package org.torrent.runtime.heap;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the heap when some thread ran out of memory. What was only short of memory for a moment goes on. When most of the
 * heap is kept, nothing in this process can free it: the guard says who is suspected, and ends the process. It has its thread
 * and some memory before it needs them. Any thread.
 */
public final class HeapGuard implements AutoCloseable {
    private static final String NO_MEMORY_TO_SAY =
            "the heap is full, and there is no memory to say of what; the process ends";
    private static final int PERCENT = 100;
    private static final int MIB = 1 << 20;

    private final Heap heap;
    private final Supplier<String> suspect;
    private final Consumer<String> end;
    private final long confirmNanos;
    private final Thread thread;
    private volatile byte[] reserve = new byte[HeapLimits.RESERVE_BYTES];
    private volatile boolean closed;
    private int seen = HeapAlarm.raised(); // the thread's

    /**
     * It looks as soon as there is an alarm.
     *
     * @param suspect who probably fills it, in one line
     * @param end ends the process, after saying this line
     */
    public HeapGuard(Heap heap, Supplier<String> suspect, Consumer<String> end) {
        this(heap, suspect, end, HeapLimits.CONFIRM_NANOS);
    }

    HeapGuard(Heap heap, Supplier<String> suspect, Consumer<String> end, long confirmNanos) {
        this.heap = heap;
        this.suspect = suspect;
        this.end = end;
        this.confirmNanos = confirmNanos;
        this.thread = new Thread(this::run, "heap-guard");
        thread.setDaemon(true);
        HeapAlarm.listen(thread);
        thread.start();
    }

    private void run() {
        while (!closed) {
            int now = HeapAlarm.raised();
            if (now == seen) {
                LockSupport.park(this);
                continue;
            }
            seen = now;
            try {
                if (look()) {
                    return;
                }
            } catch (Throwable full) { // in the end of the process: there is nothing left that could go on
                Runtime.getRuntime().halt(ProcessEnd.STATUS);
            }
            LockSupport.parkNanos(this, HeapLimits.LOOK_NANOS);
        }
    }

    /** Whether it ended the process. */
    boolean look() {
        if (!isRetained() || !isStillRetained()) {
            return false;
        }
        reserve = null; // not before: whoever fills the heap takes this too, sooner or later
        String line;
        try {
            line = line();
        } catch (Throwable full) { // somebody was quicker
            line = NO_MEMORY_TO_SAY;
        }
        end.accept(line);
        return true;
    }

    private boolean isStillRetained() {
        long until = System.nanoTime() + confirmNanos;
        for (long left = confirmNanos; left > 0 && !closed; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        return !closed && isRetained();
    }

    private boolean isRetained() {
        heap.collect();
        return heap.usedBytes() > heap.maxBytes() / PERCENT * HeapLimits.RETAINED_PERCENT;
    }

    private String line() {
        return "the heap is full: " + heap.usedBytes() / MIB + " of " + heap.maxBytes() / MIB
                + " MiB are kept by somebody. Suspect: " + suspect.get()
                + ". The process ends, what it said is durable is. Remove the suspect, or give java more with -Xmx";
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
