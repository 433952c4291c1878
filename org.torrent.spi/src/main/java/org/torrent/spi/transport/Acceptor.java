package org.torrent.spi.transport;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides about incoming connections. */
@ConsumerType
@FunctionalInterface
public interface Acceptor {
    /**
     * Called on an I/O thread, must not block.
     *
     * @return the handler of the new connection, or null to refuse it
     */
    ConnectionHandler accept(InetSocketAddress remote);
}
