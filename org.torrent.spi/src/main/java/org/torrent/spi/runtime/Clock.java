package org.torrent.spi.runtime;

import org.osgi.annotation.versioning.ConsumerType;

/** Time. */
@ConsumerType
public interface Clock {
    /** Monotonic time in nanoseconds, with an arbitrary origin. */
    long nowNanos();

    /** Wall time in milliseconds since 1970, for people only. */
    long wallMillis();
}
