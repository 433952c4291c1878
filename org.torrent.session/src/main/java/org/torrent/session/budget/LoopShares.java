package org.torrent.session.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides something among the torrent loops: unchoke slots now, bytes per second the same way. On the session loop.
 *
 * <p>Once a second each loop sends a {@link Demand}, and the session loop answers with a {@link Grant}. A loop
 * gets what it wants, or its max-min share when all together want more than there is. What nobody wants is granted too, in
 * equal parts, so that a loop can use more within the second than it knew it would. A grant ends by itself: what a loop
 * that is stuck had beyond its equal part comes back to the others. What all loops may use never adds up to more than the
 * whole, but for messages under way and after the whole has shrunk.
 */
public final class LoopShares {
    /** How long a grant lasts when no newer one comes. */
    public static final long VALID_NANOS = 3_000_000_000L;

    private final Demand[] demands;
    private final Grant[] granted;
    private final boolean[] reported;
    private long total;

    /** Nothing is granted. */
    public LoopShares(int loops, long total) {
        this.demands = new Demand[loops];
        this.granted = new Grant[loops];
        this.reported = new boolean[loops];
        total(total);
    }

    /** Another whole from the next grants on. */
    public void total(long newTotal) {
        if (newTotal < 0) {
            throw new IllegalArgumentException("a whole of " + newTotal);
        }
        this.total = newTotal;
    }

    /** What a loop may use before it was granted anything: its equal part. */
    public long equalPart() {
        return total / demands.length;
    }

    /** A loop's message. */
    public void report(Demand demand) {
        demands[demand.loop()] = demand;
        reported[demand.loop()] = true;
    }

    /** The messages to all loops that reported since the last call; what silent ones hold is kept for them until it ends. */
    public List<Grant> grants(long nowNanos) {
        long[] wants = new long[demands.length];
        long[] headroom = new long[demands.length];
        long[] weights = new long[demands.length];
        long left = total;
        for (int i = 0; i < demands.length; i++) {
            weights[i] = reported[i] ? demands[i].weight() : 1;
            wants[i] = reported[i] ? demands[i].wanted() : 0;
            headroom[i] = reported[i] ? total : 0;
            left -= reported[i] ? 0 : held(i, nowNanos);
        }
        left = Math.max(0, left); // the whole may have shrunk
        long[] parts = MaxMinShares.divide(left, wants, weights);
        for (long part : parts) {
            left -= part;
        }
        long[] more = MaxMinShares.divide(left, headroom, ones());
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < demands.length; i++) {
            if (reported[i]) {
                granted[i] = new Grant(i, parts[i] + more[i], nowNanos + VALID_NANOS);
                grants.add(granted[i]);
                reported[i] = false;
            }
        }
        return grants;
    }

    private long held(int loop, long nowNanos) {
        return LoopShare.amount(granted[loop], equalPart(), nowNanos);
    }

    private long[] ones() {
        long[] ones = new long[demands.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
