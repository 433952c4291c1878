package org.torrent.runtime.lane;

/**
 * The room of a lane. What can't be dropped takes none of it.
 *
 * @param deadlineNanos how long one call may take
 * @param messages droppable calls that wait
 * @param bytes their bytes
 * @param messagesPerSource droppable calls of one source that wait
 */
public record LaneLimits(long deadlineNanos, int messages, int bytes, int messagesPerSource) {
    /** Checks that each lets something through. */
    public LaneLimits {
        if (deadlineNanos < 1) {
            throw new IllegalArgumentException("a call needs time: " + deadlineNanos + " ns");
        }
        if (messages < 1 || bytes < 1 || messagesPerSource < 1) {
            throw new IllegalArgumentException("a lane without room gets no message");
        }
    }
}
