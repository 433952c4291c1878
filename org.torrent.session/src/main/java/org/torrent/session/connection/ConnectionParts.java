package org.torrent.session.connection;

import java.util.Optional;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginsOfPeer;

/**
 * The parts of one connection, as the handlers of messages need them: flags, both directions, plugins, torrent. On the
 * torrent's loop.
 */
final class ConnectionParts implements PeerSender.SentListener, RequestPlugins {
    final PeerState peer;
    final ConnectionHost host;
    PeerSender sender;
    PeerDownload download;
    PeerUpload upload;
    boolean begun; // whether the peer said what it has, or something that only comes after that
    boolean wantsSlot; // whether it said so since the torrent was last told
    boolean interestMayEnd; // it took a piece back since our interest was last looked at
    PluginsOfPeer plugins; // null until the torrent's plugins were asked

    ConnectionParts(PeerState peer, ConnectionHost host) {
        this.peer = peer;
        this.host = host;
    }

    @Override
    public void sent(Message message) {
        if (plugins != null) {
            plugins.sent(message);
        }
    }

    @Override
    public boolean mayAsk(BlockRequest block) {
        return plugins == null || plugins.writeRequest(block) == Verdict.PASS;
    }

    @Override
    public void takenBack(BlockRequest block) {
        if (plugins != null) {
            plugins.synthetic(new Message.Reject(block));
        }
    }

    /** Their extension handshake so far. */
    Optional<ExtendedHandshake> theirHandshake() {
        return plugins == null ? Optional.empty() : plugins.theirHandshake();
    }

    /** The peer began without saying what it has, so it has nothing (BEP 3). */
    void hasNothing() {
        if (plugins != null) {
            plugins.synthetic(new Message.HaveNone());
        }
    }

    /** What messages left to be done once for all of them. */
    void settle(long nowNanos) {
        if (interestMayEnd) {
            interestMayEnd = false;
            updateInterest();
        }
        if (wantsSlot) {
            wantsSlot = false;
            if (peer.peerInterested) {
                host.interested(nowNanos);
            }
        }
    }

    /** Chokes or unchokes; tells whether that is news. */
    boolean choke(boolean choke) {
        if (peer.amChoking == choke) {
            return false;
        }
        peer.amChoking = choke;
        sender.send(choke ? new Message.Choke() : new Message.Unchoke());
        if (choke) {
            upload.rejectAll();
        } else {
            peer.unchokedAtNanos = sender.lastSentNanos();
        }
        return true;
    }

    /** Tells the peer when our interest changed. */
    void updateInterest() {
        interest(host.wantsFrom(peer.bits.bits()));
    }

    /** Says that we want something of the peer, or nothing; tells whether that is news. */
    boolean interest(boolean interested) {
        if (interested == peer.amInterested) {
            return false;
        }
        peer.amInterested = interested;
        sender.send(interested ? new Message.Interested() : new Message.NotInterested());
        return true;
    }
}
