package org.torrent.session.peer;

import org.torrent.spi.buffer.BlockPool;

/**
 * What all connections of a session share.
 *
 * @param pool where payload goes
 * @param limits bounds of each connection's queues
 */
public record WireSetup(BlockPool pool, WireLimits limits) {}
