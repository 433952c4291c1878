package org.torrent.session.connection;

import org.torrent.model.Bitfield;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;

/** What a peer has (BEP 3, 6). A claim that a plugin handled counts neither now nor when the peer goes. */
final class PieceMessages {
    private PieceMessages() {}

    static void validate(ConnectionParts exchange, Message.Have message, long nowNanos) throws ProtocolException {
        exchange.peer.bits.validate(message.piece());
    }

    static void have(ConnectionParts exchange, Message.Have message, long nowNanos) throws ProtocolException {
        if (exchange.peer.bits.have(message.piece())) {
            exchange.host.announced(message.piece());
        }
    }

    static void bitfield(ConnectionParts exchange, Message.BitfieldMessage message, long nowNanos)
            throws ProtocolException {
        boolean first = !exchange.peer.bits.isAnnounced();
        Bitfield added = exchange.peer.bits.bitfield(message.bits());
        if (first) {
            exchange.host.announced();
        } else if (added != null) {
            for (int i = added.next(0); i >= 0; i = added.next(i + 1)) {
                exchange.host.announced(i);
            }
        }
    }

    static void haveAll(ConnectionParts exchange, Message.HaveAll message, long nowNanos) throws ProtocolException {
        exchange.peer.bits.haveAll();
        exchange.host.announced();
    }

    static void haveNone(ConnectionParts exchange, Message.HaveNone message, long nowNanos) throws ProtocolException {
        exchange.peer.bits.haveNone();
        exchange.host.announced();
    }
}
