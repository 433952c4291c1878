package org.torrent.spi.runtime;

import org.osgi.annotation.versioning.ConsumerType;

/** Where threads come from. */
@ConsumerType
public interface Threads {
    /** A new loop of that name. */
    EventLoop newLoop(String name);
}
