package org.torrent.session.torrent;

import org.torrent.ext.api.Verdict;
import org.torrent.model.Bitfield;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.plugin.ExtensionProtocolException;

/** The standard handling of every message but {@code piece} (BEP 3, 6, 10). On the torrent's loop. */
final class PeerMessages {
    private final Peer peer;

    PeerMessages(Peer peer) {
        this.peer = peer;
    }

    void handle(Message message, long nowNanos) throws ProtocolException {
        if (message instanceof Message.Request request) {
            peer.upload.onRequest(request.block());
        } else if (message instanceof Message.Have have) {
            onHave(have);
        } else if (message instanceof Message.Cancel cancel) {
            peer.upload.onCancel(cancel.block());
        } else if (message instanceof Message.Extended extendedMessage) {
            onExtended(extendedMessage);
        } else if (!handleState(message, nowNanos) && !handlePieces(message)) {
            handleFast(message, nowNanos);
        }
    }

    private boolean handleState(Message message, long nowNanos) {
        if (message instanceof Message.Choke) {
            peer.peerChoking = true;
            peer.download.onChoke(nowNanos);
        } else if (message instanceof Message.Unchoke) {
            peer.peerChoking = false;
        } else if (message instanceof Message.Interested) {
            peer.peerInterested = true;
            peer.torrent.peers().choking().interested(peer);
        } else if (message instanceof Message.NotInterested) {
            peer.peerInterested = false;
            peer.choke(true);
        } else {
            return message instanceof Message.KeepAlive || message instanceof Message.Port;
        }
        return true;
    }

    private boolean handlePieces(Message message) throws ProtocolException {
        if (message instanceof Message.BitfieldMessage bitfield) {
            onBitfield(bitfield);
            return true;
        } else if (message instanceof Message.HaveAll) {
            requireFast(message);
            peer.bits.haveAll();
        } else if (message instanceof Message.HaveNone) {
            requireFast(message);
            peer.bits.haveNone();
        } else {
            return false;
        }
        peer.torrent.peers().announced(peer);
        return true;
    }

    private void onBitfield(Message.BitfieldMessage message) throws ProtocolException {
        boolean first = !peer.bits.isAnnounced();
        Bitfield added = peer.bits.bitfield(message.bits());
        if (first) {
            peer.torrent.peers().announced(peer);
        } else if (added != null) {
            for (int i = added.next(0); i >= 0; i = added.next(i + 1)) {
                peer.torrent.peers().announced(peer, i);
            }
        }
    }

    private void handleFast(Message message, long nowNanos) throws ProtocolException {
        if (message instanceof Message.Unknown unknown) {
            throw new ProtocolException("unknown message type " + unknown.type());
        }
        requireFast(message);
        if (message instanceof Message.Reject reject) {
            peer.download.onReject(reject.block(), nowNanos);
        } else if (message instanceof Message.AllowedFast allowed) {
            peer.download.onAllowedFast(allowed.piece());
        } // a suggestion is advice: rarest first knows better
    }

    private void onHave(Message.Have message) throws ProtocolException {
        peer.bits.check(message.piece());
        if (passes(message) && peer.bits.have(message.piece())) {
            peer.torrent.peers().announced(peer, message.piece());
        }
    }

    private void onExtended(Message.Extended message) throws ProtocolException {
        if (peer.extensions == null) {
            throw new ProtocolException("extended message, but the extension protocol was not agreed on");
        }
        try {
            if (passes(message)) {
                peer.extensions.onExtended(message.id(), message.body());
            }
        } catch (ExtensionProtocolException e) {
            throw new ProtocolException(e.getMessage());
        }
        if (message.id() == 0) {
            peer.theirHandshake().ifPresent(this::onHandshake);
        }
    }

    /** Whether no plugin took it over. */
    private boolean passes(Message message) {
        return peer.extensions == null || peer.extensions.received(message) == Verdict.PASS;
    }

    private void onHandshake(ExtendedHandshake handshake) {
        handshake.requestQueue().ifPresent(peer.download::reqq);
        handshake.listenPort().ifPresent(p -> peer.torrent.peers().listensOn(peer, p));
    }

    private void requireFast(Message message) throws ProtocolException {
        if (!peer.fast) {
            throw new ProtocolException(
                    message.getClass().getSimpleName() + ": the fast extension (BEP 6) was not agreed on");
        }
    }
}
