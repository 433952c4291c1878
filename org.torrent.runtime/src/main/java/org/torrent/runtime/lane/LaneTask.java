package org.torrent.runtime.lane;

import java.util.Objects;

/**
 * One call of foreign code.
 *
 * @param label what is called, for people
 * @param source whose share of the lane's room it takes; compared with {@code equals}, null when it can't be dropped
 * @param bytes how much it takes of the lane's room
 * @param body the call
 */
public record LaneTask(String label, Object source, int bytes, Runnable body) {
    /** Checks that there is a call with a label. */
    public LaneTask {
        Objects.requireNonNull(label);
        Objects.requireNonNull(body);
        if (bytes < 0 || source == null && bytes > 0) {
            throw new IllegalArgumentException(label + ": " + bytes + " bytes of nobody");
        }
    }

    /** A call that is never dropped while the lane lives. */
    public static LaneTask event(String label, Runnable body) {
        return new LaneTask(label, null, 0, body);
    }

    /** A call that is dropped when the lane, or its source's share of it, is full. */
    public static LaneTask message(String label, Object source, int bytes, Runnable body) {
        return new LaneTask(label, Objects.requireNonNull(source), bytes, body);
    }

    /** Whether it may be dropped. */
    public boolean droppable() {
        return source != null;
    }
}
