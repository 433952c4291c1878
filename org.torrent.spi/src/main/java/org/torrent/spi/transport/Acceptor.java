package org.torrent.spi.transport;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides about incoming connections. */
@ConsumerType
@FunctionalInterface
public interface Acceptor {
    /**
     * Called on an I/O thread, must not block. How long a connection may keep to itself what it is for is the acceptor's
     * business: only whoever reads the bytes can tell when they say so.
     *
     * @return the handler of the new connection, or null to refuse it
     */
    ConnectionHandler accept(InetSocketAddress remote);
}
