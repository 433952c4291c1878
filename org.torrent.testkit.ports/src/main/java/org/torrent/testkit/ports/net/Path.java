package org.torrent.testkit.ports.net;

import java.time.Duration;

/**
 * How bytes travel from one host to another, in one direction.
 *
 * @param latency what every segment takes
 * @param jitter what it may take in addition, drawn evenly
 * @param loss share of segments that are lost and sent again after {@link #RETRANSMIT}, of datagrams that are lost for
 *     good, 0 to below 1
 * @param resetChance chance that a segment ends the connection instead of arriving, 0 to 1
 * @param duplicates share of datagrams that arrive twice, 0 to 1
 */
public record Path(Duration latency, Duration jitter, double loss, double resetChance, double duplicates) {
    /** Delay of a lost segment; of those behind it, too, because a connection keeps its order. */
    public static final Duration RETRANSMIT = Duration.ofMillis(200);

    /** Checks the ranges. */
    public Path {
        if (latency.isNegative()
                || jitter.isNegative()
                || loss < 0
                || loss >= 1
                || resetChance < 0
                || resetChance > 1
                || duplicates < 0
                || duplicates > 1) {
            throw new IllegalArgumentException("latency " + latency + ", jitter " + jitter + ", loss " + loss
                    + ", reset chance " + resetChance + ", duplicates " + duplicates);
        }
    }

    /** A path that delivers each datagram once at most. */
    public Path(Duration latency, Duration jitter, double loss, double resetChance) {
        this(latency, jitter, loss, resetChance, 0);
    }

    /** A path that only takes time. */
    public static Path of(Duration latency) {
        return new Path(latency, Duration.ZERO, 0, 0);
    }

    /** As this, with jitter. */
    public Path withJitter(Duration newJitter) {
        return new Path(latency, newJitter, loss, resetChance, duplicates);
    }

    /** As this, with loss. */
    public Path withLoss(double newLoss) {
        return new Path(latency, jitter, newLoss, resetChance, duplicates);
    }

    /** As this, with resets. */
    public Path withResets(double newResetChance) {
        return new Path(latency, jitter, loss, newResetChance, duplicates);
    }

    /** As this, with datagrams that arrive twice. */
    public Path withDuplicates(double newDuplicates) {
        return new Path(latency, jitter, loss, resetChance, newDuplicates);
    }
}
