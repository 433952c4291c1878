package org.torrent.session.connection;

import java.nio.ByteBuffer;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.plugin.MessageRefused;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.runtime.Clock;

/**
 * Standard messages that plugins send: each goes where the engine's own of its type come from, so that what it means is
 * accounted for. On the torrent's loop.
 */
final class PluginMessages {
    private final ConnectionParts exchange;
    private final Clock clock;
    private final BlockPool pool;

    PluginMessages(ConnectionParts exchange, Clock clock, BlockPool pool) {
        this.exchange = exchange;
        this.clock = clock;
        this.pool = pool;
    }

    /** Tells whether anything was said. */
    boolean send(Message message) throws MessageRefused {
        open();
        if (message instanceof Message.Choke) {
            return exchange.choke(true);
        } else if (message instanceof Message.Unchoke) {
            return exchange.choke(false);
        } else if (message instanceof Message.Interested) {
            return exchange.interest(true);
        } else if (message instanceof Message.NotInterested) {
            return exchange.interest(false);
        }
        if (message instanceof Message.Request request) {
            exchange.download.request(request.block(), clock.nowNanos());
        } else if (message instanceof Message.Cancel cancel) {
            exchange.download.withdraw(cancel.block(), clock.nowNanos());
        } else {
            sendPlain(message);
        }
        return true;
    }

    private void sendPlain(Message message) throws MessageRefused {
        if (message instanceof Message.Have have) {
            ours(have.piece());
            exchange.sender.send(message);
        } else if (message instanceof Message.Suggest suggest) {
            fast();
            ours(suggest.piece());
            exchange.sender.send(message);
        } else if (message instanceof Message.AllowedFast allowed) {
            fast();
            exchange.upload.allowFast(
                    allowed.piece(), ours(allowed.piece()).layout().pieceCount());
            exchange.sender.send(message);
        } else if (message instanceof Message.Reject reject) {
            fast();
            exchange.upload.refuse(reject.block());
        } else if (message instanceof Message.Unknown) {
            exchange.sender.send(message);
        } else {
            throw new MessageRefused(message.getClass().getSimpleName() + " is the engine's to say");
        }
    }

    /** The payload is copied. */
    void sendPiece(BlockRequest request, ByteBuffer payload) throws MessageRefused {
        open();
        TorrentPieces pieces = exchange.host.pieces();
        boolean isInside = pieces != null && pieces.layout().contains(request);
        if (!isInside || request.length() > TorrentLimits.REQUEST_BYTES || request.length() != payload.remaining()) {
            throw new MessageRefused(
                    "no piece of this torrent: " + request + " with " + payload.remaining() + " bytes");
        }
        Block block = pool.tryAcquire(BlockPool.HEADER_BYTES + request.length());
        if (block == null) {
            throw new MessageRefused("no buffer is free for " + request + ": try again later");
        }
        block.buffer().position(BlockPool.HEADER_BYTES).put(payload.duplicate()).flip();
        exchange.sender.flush(); // what was said before leaves first
        exchange.upload.answer(request, block);
    }

    private void open() throws MessageRefused {
        if (exchange.peer.isClosing()) {
            throw new MessageRefused("the connection is about to go: " + exchange.peer.closing);
        }
    }

    private void fast() throws MessageRefused {
        if (!exchange.peer.fast) {
            throw new MessageRefused("the fast extension (BEP 6) was not agreed on");
        }
    }

    private TorrentPieces ours(int piece) throws MessageRefused {
        TorrentPieces pieces = exchange.host.pieces();
        boolean isKnown =
                pieces != null && piece >= 0 && piece < pieces.layout().pieceCount();
        if (!isKnown || !pieces.picker().isHave(piece)) {
            throw new MessageRefused("piece " + piece + " is not there");
        }
        return pieces;
    }
}
