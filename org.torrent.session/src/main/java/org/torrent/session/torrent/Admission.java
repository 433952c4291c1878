package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.torrent.protocol.Handshake;
import org.torrent.session.peer.PeerWire;

/** Decides whether a connection whose handshake came may stay. On the torrent's loop. */
final class Admission {
    private final Torrent torrent;
    private final Peers peers;

    Admission(Torrent torrent, Peers peers) {
        this.torrent = torrent;
        this.peers = peers;
    }

    /**
     * Why the connection is refused, or null when it may stay.
     *
     * @param dialled where we dialled, null when they did
     */
    String refusal(PeerWire wire, Handshake theirs, InetSocketAddress dialled) {
        if (!torrent.isActive()) {
            return "the torrent is not running";
        }
        if (!theirs.infoHash().equals(torrent.infoHash())) {
            return "the peer answered for another torrent";
        }
        if (theirs.peerId().equals(torrent.services().peerId())) {
            if (dialled != null) {
                peers.list().self(dialled);
            }
            return "this is ourselves";
        }
        if (peers.list().isBanned(wire.remote())) {
            return "banned for bad pieces";
        }
        String twice = dropDuplicate(wire, theirs);
        return twice != null || hasRoom() ? twice : "too many connections";
    }

    /**
     * Of two connections to one peer both sides keep the one that the lower peer id made. An id is only a claim: it counts
     * for connections from one address, so nobody can push out another one by using its id.
     */
    private String dropDuplicate(PeerWire wire, Handshake theirs) {
        for (Peer other : peers.connected()) {
            if (other.theirs.peerId().equals(theirs.peerId())
                    && other.wire.remote().getAddress().equals(wire.remote().getAddress())
                    && !other.isClosing()) {
                if (other.wire.outgoing() == wire.outgoing() || other.wire.outgoing() == oursIsLower(theirs)) {
                    return "connected to this peer already";
                }
                other.close("connected to this peer twice");
            }
        }
        return null;
    }

    private boolean oursIsLower(Handshake theirs) {
        byte[] ours = torrent.services().peerId().bytes();
        return Arrays.compareUnsigned(ours, theirs.peerId().bytes()) < 0;
    }

    /** When every place is taken, one that has been of no use to either side for a while is given up. */
    private boolean hasRoom() {
        if (peers.connected().size() < torrent.services().settings().maxPeers()) {
            return true;
        }
        long now = torrent.nowNanos();
        for (Peer peer : peers.connected()) {
            boolean useless = !peer.amInterested && !peer.peerInterested && !peer.isClosing();
            if (useless && now - peer.connectedAtNanos > TorrentLimits.USELESS_NANOS) {
                peer.part("others need the place");
                return true;
            }
        }
        return false;
    }
}
