package org.torrent.session.net;

import java.net.InetSocketAddress;
import org.torrent.spi.transport.ConnectionHandler;

/** Opens connections to peers; what carries them is not the caller's concern. Any thread, never blocks. */
public interface PeerDialer {
    /** Whether anything is there to dial with. */
    boolean canDial();

    /**
     * Dials. The outcome arrives at the handler: {@code onOpen} or {@code onClosed}, exactly one of them first; the
     * latter when every way was tried in vain.
     *
     * @param remote a resolved address
     * @param timeoutMillis bound of each way that is tried
     * @return false when there is nothing to dial with; then the handler is not called
     */
    boolean dial(InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler);
}
