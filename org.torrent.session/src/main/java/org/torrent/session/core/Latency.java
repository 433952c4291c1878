package org.torrent.session.core;

/**
 * From request to block, sampled one request at a time: the peer answers in order, so the n-th request is answered when
 * n requests are settled. Smoothed mean and deviation as in RFC 6298.
 */
final class Latency {
    private static final long SECOND = 1_000_000_000L;
    private static final long TIMEOUT_MIN_NANOS = 20 * SECOND;
    private static final long TIMEOUT_MAX_NANOS = 120 * SECOND;
    private static final long TIMEOUT_UNKNOWN_NANOS = 60 * SECOND;
    private static final int DOUBLINGS_MAX = 3;

    private long shortestNanos = Long.MAX_VALUE;
    private double meanNanos;
    private double deviationNanos;

    /** Number of the request that is being timed; 0: none. */
    private long probe;

    private long probeNanos;
    private int timeouts;

    void asked(long number, long nowNanos) {
        if (probe == 0) {
            probe = number;
            probeNanos = nowNanos;
        }
    }

    void answered(long settled, long nowNanos) {
        timeouts = 0;
        if (probe > 0 && settled >= probe) {
            sample(Math.max(0, nowNanos - probeNanos));
            probe = 0;
        }
    }

    /** Requests were settled without an answer: a sample would be wrong. */
    void given(long settled) {
        if (settled >= probe) {
            probe = 0;
        }
    }

    void timedOut() {
        timeouts = Math.min(timeouts + 1, DOUBLINGS_MAX);
    }

    /** The shortest ever seen, or 0. */
    long shortestNanos() {
        return shortestNanos == Long.MAX_VALUE ? 0 : shortestNanos;
    }

    /** Twice of what is to be expected, doubled for each time-out in a row. */
    long timeoutNanos(double queueNanos) {
        double base = TIMEOUT_UNKNOWN_NANOS;
        if (shortestNanos != Long.MAX_VALUE) {
            base = Math.max(TIMEOUT_MIN_NANOS, 2 * Math.max(meanNanos + 4 * deviationNanos, queueNanos));
        }
        return (long) Math.min(base * (1 << timeouts), TIMEOUT_MAX_NANOS);
    }

    private void sample(long nanos) {
        if (shortestNanos == Long.MAX_VALUE) {
            meanNanos = nanos;
            deviationNanos = nanos / 2.0;
        } else {
            deviationNanos += (Math.abs(nanos - meanNanos) - deviationNanos) / 4;
            meanNanos += (nanos - meanNanos) / 8;
        }
        shortestNanos = Math.min(shortestNanos, nanos);
    }
}
