package org.torrent.session.peers;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.torrent.model.Bitfield;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.core.PeerList;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.spi.peers.PeerSource;

/** What follows for the torrent from what its peers say about themselves: availability, interest, endpoints. */
final class PeerNews {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final SwarmHost host;
    private final PeerList list;
    private final NamedPeers named;
    private final OutgoingDials dials;
    private final Twins twins;
    private final PeerExchange exchange;

    PeerNews(
            TorrentServices services,
            TorrentFacts facts,
            SwarmHost host,
            PeerList list,
            NamedPeers named,
            OutgoingDials dials,
            Twins twins,
            PeerExchange exchange) {
        this.services = services;
        this.facts = facts;
        this.host = host;
        this.list = list;
        this.named = named;
        this.dials = dials;
        this.twins = twins;
        this.exchange = exchange;
    }

    /** The peer said what it has. */
    void announced(PeerConnection peer) {
        TorrentPieces pieces = host.pieces();
        Bitfield bits = peer.state().bits.bits();
        if (pieces != null && bits != null) {
            pieces.picker().peerHas(bits);
            looked(peer);
        }
    }

    /** The peer has one piece more. */
    void announced(PeerConnection peer, int piece) {
        TorrentPieces pieces = host.pieces();
        if (pieces != null) {
            pieces.picker().peerHas(piece);
            boolean news = !peer.state().amInterested() && pieces.picker().isMissing(piece);
            if (news || peer.state().bits.isSeed()) {
                looked(peer);
            }
        }
    }

    /** The peer has a piece no more: nothing of it is awaited from there. */
    void withdrawn(PeerConnection peer, int piece) {
        TorrentPieces pieces = host.pieces();
        if (pieces != null) {
            pieces.picker().peerLost(peer, peer.state().bits.bits(), piece);
            peer.lost(piece, services.nowNanos());
        }
    }

    private void looked(PeerConnection peer) {
        peer.updateInterest();
        if (peer.state().bits.isSeed()) {
            if (peer.state().endpoint != null) {
                list.seed(peer.state().endpoint);
            }
            partFromSeed(peer);
        }
    }

    /** Two that have everything have nothing to say to each other. */
    void partFromSeed(PeerConnection peer) {
        boolean isOver = host.isSeeding() && peer.state().bits.isSeed() && !peer.isClosing();
        if (isOver && peer.mayPart("both have everything")) {
            peer.part("both have everything");
        }
    }

    /** The peer has another address; see {@link Twins}. */
    void isAlsoAt(PeerConnection peer, Inet6Address address) {
        peer.state().alsoAt = address;
        twins.look(peer);
    }

    /** The peer told the port of its DHT node: ours may ask it. */
    void hasDhtNode(PeerConnection peer, int port) {
        if (port > 0 && !facts.isPrivate()) {
            InetSocketAddress node = new InetSocketAddress(peer.remote().getAddress(), port);
            services.dhtNode().ifPresent(ours -> ours.told(node));
        }
    }

    /** The peer told the port it listens on: it can be dialled there another time. */
    void listensOn(PeerConnection peer, int port) {
        if (peer.state().endpoint == null) {
            long now = services.nowNanos();
            InetSocketAddress endpoint = new InetSocketAddress(peer.remote().getAddress(), port);
            PeerList.AddResult added = named.add(endpoint, PeerSource.INCOMING, now);
            boolean isKnown = added == PeerList.AddResult.ADDED || added == PeerList.AddResult.KNOWN;
            if (isKnown && !dials.isInUse(endpoint)) {
                peer.state().endpoint = endpoint;
                list.connected(endpoint, now);
                exchange.gained(peer);
            }
        }
    }
}
