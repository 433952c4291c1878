package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.torrent.protocol.Handshake;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.core.PeerList;
import org.torrent.session.wire.PeerWire;

/** Decides whether a connection whose handshake came may stay. On the torrent's loop. */
final class Admission {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final SwarmHost host;
    private final PeerList list;
    private final ConnectedPeers peers;

    Admission(TorrentServices services, TorrentFacts facts, SwarmHost host, PeerList list, ConnectedPeers peers) {
        this.services = services;
        this.facts = facts;
        this.host = host;
        this.list = list;
        this.peers = peers;
    }

    /**
     * Why the connection is refused, or null when it may stay.
     *
     * @param dialled where we dialled, null when they did
     */
    String refusal(PeerWire wire, Handshake theirs, InetSocketAddress dialled) {
        if (!host.isRunning()) {
            return "the torrent is not running";
        }
        if (!theirs.infoHash().equals(facts.infoHash())) {
            return "the peer answered for another torrent";
        }
        if (theirs.peerId().equals(services.peerId())) {
            if (dialled != null) {
                list.self(dialled);
            }
            return "this is ourselves";
        }
        if (list.isBanned(wire.remote())) {
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
        for (PeerConnection other : peers.all()) {
            if (other.state().theirs.peerId().equals(theirs.peerId())
                    && other.wire().remote().getAddress().equals(wire.remote().getAddress())
                    && !other.isClosing()) {
                if (other.wire().outgoing() == wire.outgoing() || other.wire().outgoing() == oursIsLower(theirs)) {
                    return "connected to this peer already";
                }
                other.close("connected to this peer twice");
            }
        }
        return null;
    }

    private boolean oursIsLower(Handshake theirs) {
        byte[] ours = services.peerId().bytes();
        return Arrays.compareUnsigned(ours, theirs.peerId().bytes()) < 0;
    }

    /** When every place is taken, one that has been of no use to either side for a while is given up. */
    private boolean hasRoom() {
        if (peers.size() < services.settings().maxPeers()) {
            return true;
        }
        long now = services.nowNanos();
        for (PeerConnection peer : peers.all()) {
            boolean useless = !peer.state().amInterested() && !peer.state().peerInterested() && !peer.isClosing();
            if (useless && now - peer.state().connectedAtNanos > TorrentLimits.USELESS_NANOS) {
                peer.part("others need the place");
                return true;
            }
        }
        return false;
    }
}
