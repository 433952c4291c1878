package org.torrent.session.plugin.chain;

import java.nio.ByteBuffer;
import org.torrent.ext.api.PeerMessage;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.MessageRefused;
import org.torrent.session.plugin.PluginLimits;

/** A plugin's standard message as the protocol's. */
public final class PluginMessage {
    private PluginMessage() {}

    /** Bytes that it takes beside what every message does. */
    public static int payloadBytes(PeerMessage message) {
        if (message instanceof PeerMessage.Piece piece) {
            return piece.payload().remaining();
        }
        return message instanceof PeerMessage.Unknown unknown ? unknown.body().length : 0;
    }

    /** The same with a payload of its own, which lasts beyond the call. */
    static PeerMessage kept(PeerMessage message) {
        if (message instanceof PeerMessage.Piece piece) {
            ByteBuffer copy = ByteBuffer.allocate(piece.payload().remaining());
            return new PeerMessage.Piece(
                    piece.block(), copy.put(piece.payload().duplicate()).flip());
        }
        return message;
    }

    /** The body of a have that is taken back. */
    public static byte[] dontHave(int piece) throws MessageRefused {
        if (piece < 0) {
            throw new MessageRefused("no piece of a torrent: " + piece);
        }
        return DontHave.encode(piece);
    }

    /** What leaves; neither pieces nor messages of extensions. */
    public static Message of(PeerMessage message) throws MessageRefused {
        if (message instanceof PeerMessage.Choke) {
            return new Message.Choke();
        } else if (message instanceof PeerMessage.Unchoke) {
            return new Message.Unchoke();
        } else if (message instanceof PeerMessage.Interested) {
            return new Message.Interested();
        } else if (message instanceof PeerMessage.NotInterested) {
            return new Message.NotInterested();
        } else if (message instanceof PeerMessage.Have have) {
            return new Message.Have(have.piece());
        } else if (message instanceof PeerMessage.Suggest suggest) {
            return new Message.Suggest(suggest.piece());
        } else if (message instanceof PeerMessage.AllowedFast allowed) {
            return new Message.AllowedFast(allowed.piece());
        }
        return aboutBlocks(message);
    }

    private static Message aboutBlocks(PeerMessage message) throws MessageRefused {
        if (message instanceof PeerMessage.Request request) {
            return new Message.Request(request.block());
        } else if (message instanceof PeerMessage.Cancel cancel) {
            return new Message.Cancel(cancel.block());
        } else if (message instanceof PeerMessage.Reject reject) {
            return new Message.Reject(reject.block());
        } else if (message instanceof PeerMessage.Unknown unknown) {
            return unknown(unknown);
        }
        throw new IllegalArgumentException(message.toString());
    }

    private static Message unknown(PeerMessage.Unknown unknown) throws MessageRefused {
        if (unknown.body().length > PluginLimits.UNKNOWN_BYTES) {
            throw new MessageRefused("a message of " + unknown.body().length + " bytes; at most "
                    + PluginLimits.UNKNOWN_BYTES + " can be sent");
        }
        try {
            return new Message.Unknown(unknown.type(), unknown.body());
        } catch (IllegalArgumentException known) {
            throw new MessageRefused("type " + unknown.type() + " is not 0 to 255, or one of the engine's own");
        }
    }
}
