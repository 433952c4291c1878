package org.torrent.session.peer;

/**
 * Bounds of one connection's queues.
 *
 * @param maxPendingBytes received and not yet processed by the loop: beyond it reading stops
 */
public record WireLimits(int maxPendingBytes) {
    /** 2 MiB. */
    public static WireLimits defaults() {
        return new WireLimits(2 << 20);
    }
}
