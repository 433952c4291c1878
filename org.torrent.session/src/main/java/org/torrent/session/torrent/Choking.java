package org.torrent.session.torrent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.session.core.Choker;

/** Whom a torrent serves: asks the choker every few seconds, and fills a free slot at once. On the torrent's loop. */
final class Choking {
    private final Torrent torrent;
    private final Peers peers;
    private final Choker choker;
    private long dueNanos;

    Choking(Torrent torrent, Peers peers) {
        this.torrent = torrent;
        this.peers = peers;
        TorrentServices services = torrent.services();
        this.choker =
                new Choker(services.settings().unchokeSlots(), services.random().get());
    }

    /** The peer wants something: served at once while there is a free slot. */
    void interested(Peer peer) {
        long served = peers.connected().stream().filter(p -> !p.amChoking).count();
        if (peer.amChoking && served < torrent.services().settings().unchokeSlots()) {
            peer.choke(false);
        }
    }

    /** A peer left: its slot is given to another one with the next tick. */
    void soon(long nowNanos) {
        dueNanos = nowNanos;
    }

    /** About once a second. */
    void tick(long nowNanos) {
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + Choker.INTERVAL_NANOS;
            rechoke(nowNanos);
        }
    }

    private void rechoke(long nowNanos) {
        List<Choker.Candidate<Peer>> candidates = new ArrayList<>();
        for (Peer peer : peers.connected()) {
            candidates.add(new Choker.Candidate<>(
                    peer,
                    peer.peerInterested,
                    peer.download.isSnubbed(nowNanos),
                    peer.download.rate().bytesPerSecond(nowNanos),
                    peer.upload.rate().bytesPerSecond(nowNanos),
                    peer.connectedAtNanos));
        }
        Set<Peer> served = new LinkedHashSet<>(choker.unchoked(candidates, torrent.isSeeding(), nowNanos));
        peers.connected().forEach(peer -> peer.choke(!served.contains(peer)));
    }
}
