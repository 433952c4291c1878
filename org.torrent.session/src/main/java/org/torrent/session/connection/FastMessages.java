package org.torrent.session.connection;

import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;

/** The fast extension (BEP 6). */
final class FastMessages {
    private FastMessages() {}

    static void agreed(ConnectionParts exchange, Message message, long nowNanos) throws ProtocolException {
        if (!exchange.peer.fast) {
            throw new ProtocolException(
                    message.getClass().getSimpleName() + ": the fast extension (BEP 6) was not agreed on");
        }
    }

    static void reject(ConnectionParts exchange, Message.Reject message, long nowNanos) {
        exchange.download.onReject(message.block(), nowNanos);
    }

    static void allowedFast(ConnectionParts exchange, Message.AllowedFast message, long nowNanos)
            throws ProtocolException {
        exchange.download.onAllowedFast(message.piece());
    }
}
