package org.torrent.testkit.swarm;

import java.util.stream.LongStream;

/**
 * Which runs of a swarm are tried: few by default; {@code -Dtestkit.seeds=1000} for many, {@code -Dtestkit.seed=42} to
 * replay one.
 */
final class Seeds {
    private static final int FEW = 3;

    private Seeds() {}

    static LongStream all() {
        Long one = Long.getLong("testkit.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Integer.getInteger("testkit.seeds", FEW));
    }
}
