package org.torrent.runtime.watch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The calls of one owner's code on one loop. A call costs a few plain stores: no clock, no fence, no object. The loop begins
 * and ends calls; anybody may read, close and open.
 */
public final class LoopCalls implements Caller {
    /** What {@link #begin} returns when the call may not be made. */
    public static final int NOT_MADE = -1;

    private static final VarHandle MADE;
    private static final VarHandle NANOS;
    private static final int SAMPLE_SHIFT = 6; // one call in 64 is timed

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MADE = lookup.findVarHandle(LoopCalls.class, "made", long.class);
            NANOS = lookup.findVarHandle(LoopCalls.class, "nanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LoopMark mark;
    private final CallOwner owner;
    private final CallTimes times = new CallTimes();
    private final int id;
    private volatile boolean open = true;
    private volatile boolean left;
    private long made; // written by the loop
    private long nanos; // written by the loop

    /** Calls of that owner. On the loop. */
    public LoopCalls(LoopMark mark, CallOwner owner) {
        this.mark = mark;
        this.owner = owner;
        this.id = mark.register(this);
    }

    /**
     * A call of a kind that comes often is about to be made; what such calls took is estimated.
     *
     * @param call below 4,096
     * @return for {@link #end}, or {@link #NOT_MADE}
     */
    public int begin(int call) {
        if (!open) {
            return NOT_MADE;
        }
        int begun = mark.enter(id, call);
        return count() ? mark.startTime(begun) : begun;
    }

    /** The same for the next call of a walk: see {@link LoopMark#beginWalk}. Ended by {@link #endStep}. */
    public int beginStep(int walk, int call) {
        if (!open) {
            return NOT_MADE;
        }
        mark.step(walk, id, call);
        return count() ? mark.startTime(walk) : walk;
    }

    /** The same for a seldom one, which is timed. */
    public int beginTimed(int call) {
        return open ? beginLast(call) : NOT_MADE;
    }

    /** The same also when calls are closed, until the owner left for good: its last words. */
    public int beginLast(int call) {
        if (left) {
            return NOT_MADE;
        }
        count();
        return mark.startTime(mark.enter(id, call));
    }

    /** Whether it is one of those that are timed. */
    private boolean count() {
        long before = made;
        MADE.setOpaque(this, before + 1);
        return (before & (1 << SAMPLE_SHIFT) - 1) == 0;
    }

    /** The call of {@link #begin} is over. */
    public void end(int begun) {
        endStep(begun);
        mark.leave(begun >= LoopMark.TIMED ? begun - LoopMark.TIMED : begun);
    }

    /** The call of {@link #beginStep} is over; the walk goes on. */
    public void endStep(int begun) {
        if (begun >= LoopMark.TIMED) {
            took(mark.endTime(begun - LoopMark.TIMED), 1 << SAMPLE_SHIFT);
        }
    }

    /** The call of {@link #beginTimed} is over. */
    public void endTimed(int begun) {
        took(mark.endTime(begun - LoopMark.TIMED), 1);
        mark.leave(begun - LoopMark.TIMED);
    }

    private void took(long each, int calls) {
        if (each > 0) {
            NANOS.setOpaque(this, nanos + each * calls);
            times.add(each, calls);
        }
    }

    /** No call begins from now on, as soon as the loop hears of it: see {@link LoopMark#passed}. */
    public void close() {
        open = false;
    }

    /** Calls may be made again. */
    public void open() {
        open = true;
    }

    /** The owner leaves for good. */
    public void forget() {
        close();
        left = true;
        mark.prune();
    }

    @Override
    public boolean isLeft() {
        return left;
    }

    @Override
    public CallOwner owner() {
        return owner;
    }

    /** The loop it is about. */
    public LoopMark mark() {
        return mark;
    }

    /** Whether a call is under way. */
    public boolean isBusy() {
        return mark.isIn(id);
    }

    /** Calls made. */
    public long made() {
        return (long) MADE.getOpaque(this);
    }

    /** How long those that were timed took, each counted for those it stands for. */
    public CallTimes times() {
        return times;
    }

    /** What they took, as far as it was measured. */
    public long nanos() {
        return (long) NANOS.getOpaque(this);
    }
}
