package org.torrent.session.connection;

import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.plugin.ExtensionProtocolException;

/** The extension protocol (BEP 10). */
final class ExtendedMessages {
    private ExtendedMessages() {}

    static void agreed(ConnectionParts exchange, Message.Extended message, long nowNanos) throws ProtocolException {
        if (exchange.plugins == null) {
            throw new ProtocolException("extended message, but the extension protocol was not agreed on");
        }
    }

    static void extended(ConnectionParts exchange, Message.Extended message, long nowNanos) throws ProtocolException {
        try {
            exchange.plugins.onExtended(message.id(), message.body());
        } catch (ExtensionProtocolException e) {
            throw new ProtocolException(e.getMessage());
        }
        if (message.id() == 0) {
            exchange.plugins.theirHandshake().ifPresent(handshake -> handshake(exchange, handshake));
        }
    }

    private static void handshake(ConnectionParts exchange, ExtendedHandshake handshake) {
        handshake.requestQueue().ifPresent(exchange.download::reqq);
        handshake.listenPort().ifPresent(exchange.host::listensOn);
        handshake.ipv6().ifPresent(exchange.host::isAlsoAt);
    }
}
