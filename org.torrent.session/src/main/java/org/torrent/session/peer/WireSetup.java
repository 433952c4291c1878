package org.torrent.session.peer;

import org.torrent.spi.buffer.BlockPool;

/**
 * What all connections of a session share.
 *
 * @param pool where payload goes
 * @param limits bounds of each connection's queues
 * @param stages what each connection's bytes pass
 */
public record WireSetup(BlockPool pool, WireLimits limits, StageFactory stages) {
    /** Connections whose bytes are the messages. */
    public WireSetup(BlockPool pool, WireLimits limits) {
        this(pool, limits, StageFactory.NONE);
    }
}
