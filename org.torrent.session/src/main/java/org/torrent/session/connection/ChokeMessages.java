package org.torrent.session.connection;

import org.torrent.protocol.Message;

/** Choke and interest (BEP 3). */
final class ChokeMessages {
    private ChokeMessages() {}

    static void choked(Exchange exchange, Message.Choke message, long nowNanos) {
        exchange.peer.peerChoking = true;
        exchange.download.onChoke(nowNanos);
    }

    static void unchoked(Exchange exchange, Message.Unchoke message, long nowNanos) {
        exchange.peer.peerChoking = false; // the end of the batch asks
    }

    static void interested(Exchange exchange, Message.Interested message, long nowNanos) {
        exchange.peer.peerInterested = true;
        exchange.host.interested();
    }

    static void notInterested(Exchange exchange, Message.NotInterested message, long nowNanos) {
        exchange.peer.peerInterested = false;
    }

    static void choke(Exchange exchange, Message.NotInterested message, long nowNanos) {
        exchange.choke(true);
    }
}
