package org.torrent.session.core;

/**
 * Doubles a window per answered window until the rate stops growing. A round is the answering of everything that was asked
 * when it began; rounds in which less than half the window was used say nothing.
 */
final class SlowStart {
    private static final int FLAT_ROUNDS_MAX = 3;
    private static final double GROWTH_MIN = 1.25;
    private static final long ROUND_MIN_NANOS = 1_000_000;

    private boolean on = true;
    private int window;
    private int used;
    private boolean running;
    private long roundEnd;
    private long roundNanos;
    private long roundBytes;
    private double bestRate;
    private int flatRounds;

    SlowStart(int window) {
        this.window = window;
    }

    boolean isOn() {
        return on;
    }

    int window() {
        return window;
    }

    void stop() {
        on = false;
    }

    /** After a pause the old rate says nothing, what was outstanding before is where to begin. */
    void restart(int outstanding) {
        window = Math.max(window, outstanding);
        used = 0;
        on = true;
        running = false;
        bestRate = 0;
        flatRounds = 0;
    }

    void asked(long asked, int outstanding, long nowNanos) {
        used = Math.max(used, outstanding);
        if (!running) {
            running = true;
            begin(asked, nowNanos);
        }
    }

    void answered(long settled, long asked, int bytes, int limit, long nowNanos) {
        if (!on) {
            return;
        }
        if (window < limit && used >= window / 2) {
            window++;
        }
        roundBytes += bytes;
        if (settled >= roundEnd && nowNanos - roundNanos >= ROUND_MIN_NANOS) {
            judge(roundBytes / (double) (nowNanos - roundNanos));
            begin(asked, nowNanos);
            used = (int) (asked - settled);
        }
    }

    private void begin(long asked, long nowNanos) {
        roundEnd = asked;
        roundNanos = nowNanos;
        roundBytes = 0;
    }

    private void judge(double rate) {
        if (used < window / 2) {
            return;
        }
        if (rate >= GROWTH_MIN * bestRate) {
            bestRate = rate;
            flatRounds = 0;
        } else if (++flatRounds == FLAT_ROUNDS_MAX) {
            on = false;
        }
    }
}
