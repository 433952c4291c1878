package org.torrent.spi.runtime;

import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ConsumerType;

/** Where randomness comes from. Fair, not secret: keys and tokens need another source. */
@ConsumerType
public interface Randomness {
    /**
     * A generator of the caller's own, independent of those given before. Any thread; the generator itself belongs to
     * one thread.
     */
    RandomGenerator newGenerator();
}
