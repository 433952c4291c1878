package org.torrent.session.core;

import org.torrent.model.PieceLayout;

/**
 * How many requests to keep outstanding to one peer so that neither its latency nor our caution limits its rate.
 *
 * <p>It starts with 4 and doubles with every answered window as long as the rate grows (at least by a quarter within
 * three windows). After that it is what the peer sends in 1 s, or in twice its shortest latency if that is longer: a
 * window that limits the rate is at most one latency long, so it grows again. The shortest latency counts because the
 * others contain the queue that we made ourselves.
 */
public final class RequestWindow {
    /** Never fewer, except to a snubbed peer or under pressure. */
    public static final int REQUESTS_MIN = 4;

    /** To a peer that is snubbed. */
    public static final int REQUESTS_SNUBBED = 2;

    /** Never more: 100 MB/s at 300 ms needs 1,831. */
    public static final int REQUESTS_MAX = 2000;

    /** Never more to a peer that did not tell its {@code reqq}. */
    public static final int REQUESTS_UNKNOWN_MAX = 250;

    private static final long SECOND = 1_000_000_000L;
    private static final long SNUBBED_NANOS = 60 * SECOND;
    private static final long IDLE_NANOS = 5 * SECOND;

    private final RateMeter meter = new RateMeter();
    private final Latency latency = new Latency();
    private final SlowStart slowStart = new SlowStart(REQUESTS_MIN);
    private int limit = REQUESTS_UNKNOWN_MAX;
    private long asked;
    private long settled;

    /** Outstanding when the latest request was sent. */
    private int depth;

    private long latestNanos;
    private int awaited; // as outstanding, but what timed out still counts; 0: nothing is waited for
    private long waitingSinceNanos;
    private long lastBlockNanos;

    /** More than that the peer is never asked for at once. */
    public int limit() {
        return limit;
    }

    /** The peer's {@code reqq} (BEP 10), at least 1. */
    public void reqq(int peerLimit) {
        limit = Math.max(1, Math.min(peerLimit, REQUESTS_MAX));
    }

    /** A request was sent. */
    public void onRequest(long nowNanos) {
        latestNanos = nowNanos;
        if (awaited == 0) {
            waitingSinceNanos = nowNanos;
            if (asked > 0 && nowNanos - lastBlockNanos > IDLE_NANOS) {
                slowStart.restart(depth);
            }
        }
        asked++;
        depth = outstanding();
        awaited = depth;
        latency.asked(asked, nowNanos);
        slowStart.asked(asked, outstanding(), nowNanos);
    }

    /** A requested block arrived, in time or late. */
    public void onBlock(int bytes, long nowNanos) {
        latestNanos = nowNanos;
        lastBlockNanos = nowNanos;
        meter.add(bytes, nowNanos);
        settle();
        awaited = outstanding(); // no condition: the last block would be the first to compile it again
        waitingSinceNanos = nowNanos;
        latency.answered(settled, nowNanos);
        slowStart.answered(settled, asked, bytes, limit, nowNanos);
    }

    /** A request is no longer waited for, without blame: rejected, cancelled, choked. */
    public void onDropped(long nowNanos) {
        latestNanos = nowNanos;
        settle();
        latency.given(settled);
        awaited = Math.min(awaited, outstanding());
    }

    /** A request was not answered within {@link #timeoutNanos}. */
    public void onTimeout(long nowNanos) {
        latestNanos = nowNanos;
        settle();
        latency.given(settled);
        latency.timedOut();
        slowStart.stop();
    }

    /** Requests that should be outstanding, as of the last call that named a time; pressure from 0 (none) to 1 (ask nothing). */
    public int target(double pressure) {
        if (pressure >= 1) {
            return 0;
        }
        int target = REQUESTS_SNUBBED;
        if (!isSnubbed(latestNanos)) {
            double span = Math.max(SECOND, 2.0 * latency.shortestNanos());
            double byRate = Math.ceil(rate() * span / SECOND / PieceLayout.BLOCK_BYTES) + 1;
            int window = slowStart.isOn() ? slowStart.window() : 0;
            target = Math.max(REQUESTS_MIN, Math.max(window, (int) Math.min(byRate, REQUESTS_MAX)));
        }
        return (int) Math.ceil(Math.min(target, limit) * Math.min(1, 1 - pressure));
    }

    /** Whether nothing came for 60 s though something was asked. */
    public boolean isSnubbed(long nowNanos) {
        latestNanos = nowNanos;
        return awaited > 0 && nowNanos - waitingSinceNanos > SNUBBED_NANOS;
    }

    /** How long to wait for the answer to a request, between 20 s and 120 s. */
    public long timeoutNanos() {
        double rate = rate();
        double queueNanos = rate > 0 ? outstanding() * (double) PieceLayout.BLOCK_BYTES / rate * SECOND : 0;
        return latency.timeoutNanos(queueNanos);
    }

    /** Requests that are waited for. */
    public int outstanding() {
        return (int) (asked - settled);
    }

    /** Bytes per second that the peer sends. */
    public long bytesPerSecond(long nowNanos) {
        return meter.bytesPerSecond(nowNanos);
    }

    private double rate() {
        return meter.bytesPerSecond(latestNanos);
    }

    private void settle() {
        if (settled < asked) { // a late block was settled by its time-out
            settled++;
        }
    }
}
