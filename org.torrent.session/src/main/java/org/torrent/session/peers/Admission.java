package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.torrent.protocol.Handshake;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.core.AddressKey;
import org.torrent.session.core.PeerList;
import org.torrent.session.wire.PeerWire;

/** Decides whether a connection whose handshake came may stay. On the torrent's loop. */
final class Admission {
    /** Why connections end to whom nobody is to talk. */
    static final String BLOCKED = "its address is blocked";

    /** Of its connections a torrent gives up one in that many within a second, and one more. */
    private static final int SHED_PART = 20;

    private final TorrentServices services;
    private final TorrentFacts facts;
    private final SwarmHost host;
    private final PeerList list;
    private final ConnectedPeers peers;
    private long turnedOverNanos;

    Admission(TorrentServices services, TorrentFacts facts, SwarmHost host, PeerList list, ConnectedPeers peers) {
        this.services = services;
        this.facts = facts;
        this.host = host;
        this.list = list;
        this.peers = peers;
        this.turnedOverNanos = services.nowNanos();
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
        if (services.isBlocked(wire.remote())) {
            return BLOCKED;
        }
        String twice = dropDuplicate(wire, theirs);
        if (twice != null) {
            return twice;
        }
        if (isCrowdedBy(AddressKey.of(wire.remote().getAddress()))) {
            return "too many connections with this address";
        }
        return hasRoom() ? null : "too many connections";
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

    /** Up to half of the places everybody may take what he likes, as in the session's budget. */
    private boolean isCrowdedBy(AddressKey address) {
        return peers.size() >= services.settings().maxPeers() / 2
                && peers.all().stream()
                                .filter(peer -> AddressKey.of(peer.remote().getAddress())
                                        .equals(address))
                                .count()
                        >= TorrentLimits.PEERS_PER_ADDRESS;
    }

    /** When every place is taken, the one that has been of no use for longest is given up, if it had its chance. */
    private boolean hasRoom() {
        if (peers.size() < services.settings().maxPeers()) {
            return true;
        }
        return giveUpOne("others need the place");
    }

    /** About once a second: while the session's places are scarce a torrent gives up what is of no use to it. */
    void tick() {
        if (services.wires().connections().isCrowded()) {
            int most = 1 + peers.size() / SHED_PART;
            for (int i = 0; i < most && giveUpOne("other torrents need the place"); i++) {}
        }
        long now = services.nowNanos();
        if (isStuck()
                && now - turnedOverNanos > TorrentLimits.TURNOVER_NANOS
                && list.nextToDial(now).isPresent()) {
            turnedOverNanos = now;
            giveUpOne("another one is tried in its place");
        }
    }

    /** Every place is taken, maybe by peers that say they have what we want and never send it. */
    private boolean isStuck() {
        return !host.isSeeding() && peers.size() >= services.settings().maxPeers();
    }

    private boolean giveUpOne(String why) {
        long now = services.nowNanos();
        PeerConnection worst = worst(now);
        for (int asked = 0; worst != null && asked < TorrentLimits.PART_QUESTIONS; asked++) {
            if (worst.mayPart(why)) {
                worst.part(why);
                return true;
            }
            worst.state().kept(now); // whoever comes next is a question about others
            worst = worst(now);
        }
        return false;
    }

    private PeerConnection worst(long now) {
        PeerConnection worst = null;
        for (PeerConnection peer : peers.all()) {
            boolean isDue =
                    !peer.isClosing() && !peer.state().isKept(now) && (isIdle(peer, now) || isUseless(peer, now));
            if (isDue && (worst == null || isWorse(peer, worst))) {
                worst = peer;
            }
        }
        return worst;
    }

    /** Who reads slowly goes after those who read nothing. */
    private static boolean isWorse(PeerConnection peer, PeerConnection other) {
        if (peer.isReading() != other.isReading()) {
            return other.isReading();
        }
        return peer.state().usedAtNanos - other.state().usedAtNanos < 0;
    }

    /** It has a slot, takes nothing, and sends nothing either. */
    private static boolean isIdle(PeerConnection peer, long nowNanos) {
        return peer.isSlotUnused(nowNanos) && nowNanos - peer.state().usedAtNanos > TorrentLimits.SLOT_UNUSED_NANOS;
    }

    private static boolean isUseless(PeerConnection peer, long nowNanos) {
        return nowNanos - peer.state().usedAtNanos > TorrentLimits.USELESS_NANOS;
    }
}
