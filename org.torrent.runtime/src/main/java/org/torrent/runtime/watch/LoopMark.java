package org.torrent.runtime.watch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * What foreign code a loop is in: one word that the loop writes when a call begins and ends, and that a watch reads.
 *
 * <p>The word is written without a fence. A call that is found to run long is marked as watched, and only such a call is
 * ever interrupted, a look later: when it ends, it finds the mark, and goes through the lock under which the interrupt is
 * sent. So an interrupt is there before the call ended, and is cleared then, or it is not sent.
 */
public final class LoopMark {
    static final long NOT_TIMED = Long.MIN_VALUE;
    static final long IDLE = 0;

    private static final VarHandle WORD;
    private static final int CALL_BITS = 12;
    private static final int OWNER_BITS = 24;
    private static final int OWNERS = (1 << OWNER_BITS) - 1;
    private static final int SEQUENCE_SHIFT = CALL_BITS + OWNER_BITS;
    private static final long SEQUENCES = (1L << Long.SIZE - SEQUENCE_SHIFT) - 1;
    private static final int DEPTH = 16; // calls within calls that are told apart

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(LoopMark.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Of the watch's thread: the call it found. */
    final Sighting sighting = new Sighting();

    private final EventLoop loop;
    private final Clock clock;
    private final SlowCalls watch; // or null
    private final Map<Integer, Caller> owners = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Object interrupting = new Object();
    private volatile boolean givenUp;
    private volatile Thread thread;
    private volatile long watched; // sequence of a call that runs long
    private long word; // see the class; written by the loop, as all that follows
    private int depth;
    private long sequence;
    private long startNanos = NOT_TIMED;
    private final long[] outerWords = new long[DEPTH];
    private final long[] outerStarts = new long[DEPTH];

    LoopMark(EventLoop loop, Clock clock, SlowCalls watch) {
        this.loop = loop;
        this.clock = clock;
        this.watch = watch;
    }

    /** The mark of a loop that nobody watches. */
    public static LoopMark unwatched(EventLoop loop, Clock clock) {
        return new LoopMark(loop, clock, null);
    }

    /** Its number from now on. On the loop. */
    int register(Caller caller) {
        thread = Thread.currentThread();
        prune();
        int id = ids.incrementAndGet() & OWNERS;
        owners.put(id, caller);
        return id;
    }

    /** Forgets owners that left, but for the one whose call runs. */
    void prune() {
        owners.entrySet().removeIf(caller -> caller.getValue().isLeft() && !isIn(caller.getKey()));
    }

    /** Whether the loop was given up: it is in a call that did not return. */
    public boolean isGivenUp() {
        return givenUp;
    }

    void setGivenUp() {
        givenUp = true;
    }

    /** Runs something as soon as every call that is under way now is over. Any thread. */
    public void passed(Runnable task) {
        loop.execute(task);
    }

    long nowNanos() {
        return clock.nowNanos();
    }

    // ---- the loop ---------------------------------------------------------------------------------------------------

    /** Nothing in it may fail half-way: the stack may be almost full. What is wrong all the same the outermost end mends. */
    int enter(int owner, int call, long start) {
        int outer = depth;
        if (outer == 0) {
            sequence = sequence == SEQUENCES ? 1 : sequence + 1;
        } else if (outer < DEPTH) {
            outerWords[outer] = word;
            outerStarts[outer] = startNanos;
        }
        depth = outer + 1;
        if (outer < DEPTH) {
            startNanos = start;
            WORD.setOpaque(this, sequence << SEQUENCE_SHIFT | (long) owner << CALL_BITS | call);
        }
        return outer;
    }

    /** What it took, or 0 when it was not timed. */
    long leave(int outer) {
        long took = 0;
        if (outer < DEPTH) {
            long start = startNanos;
            if (start != NOT_TIMED) {
                took = timed(start);
            }
            startNanos = outer == 0 ? NOT_TIMED : outerStarts[outer];
            WORD.setRelease(this, outer == 0 ? IDLE : outerWords[outer]);
        }
        depth = outer;
        if (outer == 0) {
            if (watched == sequence) {
                meetInterrupter();
            }
            Thread.interrupted(); // the watch's, or what foreign code left behind: engine code never sees one
        }
        return took;
    }

    private long timed(long start) {
        long took = clock.nowNanos() - start;
        if (watch != null && took > watch.slowNanos()) {
            Caller caller = callerOf(word);
            if (caller != null) {
                watch.slow(sighting, caller.owner(), word, start, took);
            }
        }
        return took;
    }

    private void meetInterrupter() {
        synchronized (interrupting) {
            watched = 0;
        }
    }

    // ---- the watch --------------------------------------------------------------------------------------------------

    long word() {
        return (long) WORD.getOpaque(this);
    }

    static long sequenceOf(long word) {
        return word >>> SEQUENCE_SHIFT;
    }

    /** Whose call a word is about; null when nobody's. */
    Caller callerOf(long word) {
        return owners.get(ownerOf(word));
    }

    private static int ownerOf(long word) {
        return (int) (word >>> CALL_BITS) & OWNERS;
    }

    static int callOf(long word) {
        return (int) word & (1 << CALL_BITS) - 1;
    }

    boolean isIn(int owner) {
        long now = word();
        return now != IDLE && ownerOf(now) == owner;
    }

    /** From now on the end of that call meets the interrupter. */
    void watchCall(long ofWord) {
        watched = sequenceOf(ofWord);
    }

    /** Interrupts the thread, if it still is in that call, which is watched since an earlier look. */
    void interrupt(long ofWord) {
        synchronized (interrupting) {
            if (sequenceOf(word()) == sequenceOf(ofWord) && watched == sequenceOf(ofWord)) {
                thread.interrupt();
            }
        }
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    EventLoop loop() {
        return loop;
    }
}
