package org.torrent.spi.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A way to carry bytes between peers. Thread-safe. When the provider goes, its connections and listeners close. */
@ProviderType
public interface Transport {
    /** Service property: what it speaks, {@code tcp} or {@code utp}. */
    String KIND = "torrent.transport.kind";

    /**
     * Listens for peers. Blocks only for the bind itself.
     *
     * @param address where; port 0 picks a free one; a wildcard address of either family listens on both
     * @throws IOException when the address can't be bound; the message names it and the cause
     */
    Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException;

    /** Dials from whichever address of this machine leads there. */
    default void connect(InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        connect(null, remote, timeoutMillis, handler);
    }

    /**
     * Dials. Never blocks; the outcome arrives at the handler: {@code onOpen} or {@code onClosed}, exactly one of them
     * first.
     *
     * @param local the address of this machine to dial from, and from no other one: when it is gone, or leads nowhere, the dial
     *     fails; null for any
     * @param remote a resolved address
     * @param timeoutMillis bound on connecting
     */
    void connect(InetAddress local, InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler);
}
