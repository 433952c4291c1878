package org.torrent.session.peer;

/**
 * Bounds of one connection's queues.
 *
 * @param maxPendingBytes received and not yet processed by the loop: beyond it reading stops
 */
public record WireLimits(int maxPendingBytes) {
    /** Kept in front of one stage or of the messages; whoever then takes nothing of them closes its connection. */
    static final int KEPT_BYTES = 2 << 20;

    /** 2 MiB. */
    public static WireLimits defaults() {
        return new WireLimits(2 << 20);
    }
}
