package org.torrent.session.connection;

import org.torrent.protocol.Message;

/** Choke and interest (BEP 3). */
final class ChokeMessages {
    private ChokeMessages() {}

    static void choked(ConnectionParts exchange, Message.Choke message, long nowNanos) {
        exchange.peer.peerChoking = true;
        exchange.download.onChoke(nowNanos);
    }

    static void unchoked(ConnectionParts exchange, Message.Unchoke message, long nowNanos) {
        exchange.peer.peerChoking = false; // the end of the batch asks
    }

    static void interested(ConnectionParts exchange, Message.Interested message, long nowNanos) {
        exchange.wantsSlot |= !exchange.peer.peerInterested; // said again it is no news
        exchange.peer.peerInterested = true; // the end of the batch asks for one
    }

    static void notInterested(ConnectionParts exchange, Message.NotInterested message, long nowNanos) {
        exchange.peer.peerInterested = false;
    }

    static void choke(ConnectionParts exchange, Message.NotInterested message, long nowNanos) {
        exchange.choke(true);
    }
}
