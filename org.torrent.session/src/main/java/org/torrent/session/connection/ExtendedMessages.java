package org.torrent.session.connection;

import org.torrent.ext.api.Verdict;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.ExtensionProtocolException;

/** The extension protocol (BEP 10), and the extension that the engine speaks itself (BEP 54). */
final class ExtendedMessages {
    private ExtendedMessages() {}

    static void agreed(ConnectionParts exchange, Message.Extended message, long nowNanos) throws ProtocolException {
        if (exchange.plugins == null) {
            throw new ProtocolException("extended message, but the extension protocol was not agreed on");
        }
    }

    static void extended(ConnectionParts exchange, Message.Extended message, long nowNanos) throws ProtocolException {
        if (message.id() == DontHave.ID && exchange.peer.extended) {
            dontHave(exchange, message.body());
            return;
        }
        try {
            exchange.plugins.onExtended(message.id(), message.body());
        } catch (ExtensionProtocolException e) {
            throw new ProtocolException(e.getMessage());
        }
        if (message.id() == 0) {
            exchange.plugins.theirHandshake().ifPresent(handshake -> handshake(exchange, handshake));
        }
    }

    /** A plugin that handles it keeps the piece counted as the peer's. */
    private static void dontHave(ConnectionParts exchange, byte[] body) throws ProtocolException {
        int piece = DontHave.decode(body)
                .orElseThrow(() -> new ProtocolException(
                        DontHave.NAME + ": " + body.length + " bytes where " + Integer.BYTES + " tell the piece"));
        exchange.peer.bits.validate(piece);
        if (exchange.plugins.receivedDontHave(piece) == Verdict.PASS && exchange.peer.bits.dontHave(piece)) {
            exchange.host.withdrawn(piece);
        }
    }

    private static void handshake(ConnectionParts exchange, ExtendedHandshake handshake) {
        handshake.requestQueue().ifPresent(exchange.download::reqq);
        handshake.listenPort().ifPresent(exchange.host::listensOn);
        handshake.ipv6().ifPresent(exchange.host::isAlsoAt);
    }
}
