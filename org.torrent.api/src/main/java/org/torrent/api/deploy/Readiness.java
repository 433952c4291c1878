package org.torrent.api.deploy;

/** How far what a bundle offers has come. Immutable. */
public final class Readiness {
    private static final Readiness READY = new Readiness(State.READY, "");

    private final State state;
    private final String reason;

    private Readiness(State state, String reason) {
        this.state = state;
        this.reason = reason;
    }

    /** It is used, or will be as soon as the version before it has left. */
    public static Readiness ready() {
        return READY;
    }

    /** It starts; {@code reason} says what it is at, and stays the same while it is at that. */
    public static Readiness pending(String reason) {
        return new Readiness(State.PENDING, reason);
    }

    /** It can't be used as it is, for that reason. */
    public static Readiness refused(String reason) {
        return new Readiness(State.REFUSED, reason);
    }

    /** How far. */
    public State state() {
        return state;
    }

    /** Why it is no further, in one line; empty when it is ready. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return state + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** How far something has come, the best first. */
    public enum State {
        /** Nothing is in its way. */
        READY,
        /** It starts, and may hang. */
        PENDING,
        /** It can't be used. */
        REFUSED
    }
}
