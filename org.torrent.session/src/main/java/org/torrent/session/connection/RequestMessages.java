package org.torrent.session.connection;

import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.wire.ReceivedBlock;

/** Requests of the peer and blocks for ours (BEP 3). */
final class RequestMessages {
    private RequestMessages() {}

    static void validate(ConnectionParts exchange, Message.Request message, long nowNanos) throws ProtocolException {
        int length = message.block().length();
        if (length > TorrentLimits.REQUEST_BYTES) {
            throw new ProtocolException(
                    "request: " + length + " bytes, at most " + TorrentLimits.REQUEST_BYTES + " are answered");
        }
    }

    static void offered(ConnectionParts exchange, Message.Request message, long nowNanos) {
        exchange.upload.offered();
    }

    static void request(ConnectionParts exchange, Message.Request message, long nowNanos) {
        exchange.upload.onRequest(message.block());
    }

    static void refuse(ConnectionParts exchange, Message.Request message, long nowNanos) {
        exchange.upload.handled(message.block());
    }

    static void cancel(ConnectionParts exchange, Message.Cancel message, long nowNanos) {
        exchange.upload.onCancel(message.block());
    }

    static void arrived(ConnectionParts exchange, ReceivedBlock block, long nowNanos) {
        exchange.download.arrived(block.span(), nowNanos);
    }

    static void block(ConnectionParts exchange, ReceivedBlock block, long nowNanos) throws ProtocolException {
        exchange.download.take(block, nowNanos);
    }

    static void handled(ConnectionParts exchange, ReceivedBlock block, long nowNanos) throws ProtocolException {
        exchange.download.handled(block, nowNanos);
    }
}
