package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.PeerHistory;
import org.torrent.session.core.PeerList;

/** What plugins tell of peers and are told of them. On the torrent's loop. */
public final class PeerExchange {
    private final TorrentFacts facts;
    private final PeerList list;
    private final OutgoingDials dials;
    private final Runnable added;
    private final PeerHistory<PeerConnection> history = new PeerHistory<>(TorrentLimits.PEER_CHANGES);

    /** {@code added} is run when there are new peers. */
    PeerExchange(TorrentFacts facts, PeerList list, OutgoingDials dials, Runnable added) {
        this.facts = facts;
        this.list = list;
        this.dials = dials;
        this.added = added;
    }

    /**
     * Somebody named peers; they are admitted like any others.
     *
     * @return how many are new
     * @throws IllegalStateException when the torrent is private and the source is no tracker
     */
    public int add(Collection<PeerEndpoint> peers, int source) {
        if (facts.isPrivate() && (source & OutgoingDials.PUBLIC_SOURCES) != 0) {
            throw new IllegalStateException(facts.name() + " is private: only its trackers may name peers (BEP 27)");
        }
        List<PeerEndpoint> unknown =
                peers.stream().filter(peer -> list.sources(peer.address()) == 0).toList();
        dials.name(peers.stream().map(PeerEndpoint::address).toList(), source);
        List<PeerEndpoint> taken = unknown.stream()
                .filter(peer -> list.sources(peer.address()) != 0)
                .toList();
        taken.stream()
                .filter(peer -> (peer.flags() & PeerEndpoint.SEED) != 0)
                .forEach(peer -> list.seed(peer.address()));
        added.run();
        return (int) taken.stream().map(PeerEndpoint::address).distinct().count();
    }

    /** A peer is connected; told again when it becomes known where it listens. */
    void gained(PeerConnection peer) {
        if (peer.state().endpoint != null) {
            history.gained(peer.state().endpoint, peer);
        }
    }

    /** It is connected no more. */
    void lost(PeerConnection peer) {
        if (peer.state().endpoint != null) {
            history.lost(peer.state().endpoint, peer);
        }
    }

    /** Who came and went since a mark. */
    public PeerChanges since(long mark) {
        PeerHistory.Since<PeerConnection> since = history.since(mark);
        List<PeerEndpoint> gained =
                since.gained().entrySet().stream().map(PeerExchange::endpoint).toList();
        List<PeerEndpoint> lost =
                since.lost().stream().map(gone -> new PeerEndpoint(gone, 0)).toList();
        return new PeerChanges(since.mark(), since.whole(), gained, lost);
    }

    private static PeerEndpoint endpoint(Map.Entry<InetSocketAddress, PeerConnection> entry) {
        PeerConnection peer = entry.getValue();
        int seed = peer.state().bits.isSeed() ? PeerEndpoint.SEED : 0;
        int reachable = peer.wire().outgoing() ? PeerEndpoint.REACHABLE : 0;
        return new PeerEndpoint(entry.getKey(), seed | reachable);
    }
}
