package org.torrent.storage.testing;

import java.io.IOException;

/** Which call of a {@link SimDisk} fails, and how. */
public final class FaultPlan {
    /** How a call fails. */
    public enum Fault {
        NO_SPACE("No space left on device"),
        IO_ERROR("Input/output error"),
        /** Half of it is written; no error. */
        SHORT_WRITE(null);

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        IOException exception() {
            return new IOException(message);
        }
    }

    /** The process or the power is gone; thrown out of the call during which that happens, and of all later ones. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private long calls;
    private long dieAt = Long.MAX_VALUE;
    private long failAt = -1;
    private Fault fault;
    private boolean full;
    private String hit;

    /** The call of that number, from 0 on, fails once. */
    public void failAt(long call, Fault how) {
        failAt = call;
        fault = how;
    }

    /** The call of that number is the first that does not happen; what is done is done. */
    public void dieAt(long call) {
        dieAt = call;
    }

    /** Whether everything that needs room fails. */
    public void full(boolean value) {
        full = value;
    }

    /** Number of calls so far. */
    public long calls() {
        return calls;
    }

    /** The call that failed, for messages; null when none did. */
    public String hit() {
        return hit;
    }

    /** Counts a call; true when it is to be a short write. */
    boolean next(String call, boolean needsRoom) throws IOException {
        boolean now = calls == failAt;
        if (calls++ >= dieAt) {
            throw new Death();
        }
        if (full && needsRoom) {
            throw Fault.NO_SPACE.exception();
        }
        if (!now) {
            return false;
        }
        hit = call + " " + fault;
        if (fault == Fault.SHORT_WRITE) {
            return true;
        }
        throw fault.exception();
    }
}
