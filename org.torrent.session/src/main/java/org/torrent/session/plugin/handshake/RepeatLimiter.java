package org.torrent.session.plugin.handshake;

import org.torrent.session.plugin.PluginLimits;

/**
 * How often our extension handshake is sent on one connection: a few in a row, then rarely, so that two sides whose plugins
 * answer each other's keys with new keys don't talk about nothing else.
 */
final class RepeatLimiter {
    private final PluginLimits limits;
    private int tokens;
    private long lastNanos;
    private long refilledNanos;

    RepeatLimiter(PluginLimits limits, long nowNanos) {
        this.limits = limits;
        this.tokens = limits.repeatBurst();
        this.lastNanos = nowNanos;
        this.refilledNanos = nowNanos;
    }

    /** Whether one may be sent now. */
    boolean ready(long nowNanos) {
        refill(nowNanos);
        return tokens > 0 && nowNanos - lastNanos >= limits.repeatNanos();
    }

    /** One was sent. */
    void sent(long nowNanos) {
        tokens--;
        lastNanos = nowNanos;
    }

    private void refill(long nowNanos) {
        long earned = (nowNanos - refilledNanos) / limits.repeatRefillNanos();
        if (earned > 0) {
            tokens = (int) Math.min(limits.repeatBurst(), tokens + earned);
            refilledNanos += earned * limits.repeatRefillNanos();
        }
    }
}
