package org.torrent.runtime.loop;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.torrent.spi.runtime.Randomness;

/** Generators that begin somewhere else in every process. */
public final class SystemRandomness implements Randomness {
    private final SplittableRandom root = new SplittableRandom();

    @Override
    public synchronized RandomGenerator newGenerator() {
        return root.split();
    }
}
