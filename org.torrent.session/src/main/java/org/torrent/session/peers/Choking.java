package org.torrent.session.peers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.session.budget.LoopSlots;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.Choker;

/** Whom a torrent serves: asks the choker every few seconds, and fills a free slot at once. On the torrent's loop. */
final class Choking {
    private final SwarmHost host;
    private final ConnectedPeers peers;
    private final TransferRates rates;
    private final LoopSlots loop;
    private final TorrentServices services;
    private int most;
    private final Choker choker;
    private LoopSlots.OfTorrent slots; // null while there is nobody to serve
    private long dueNanos;

    Choking(TorrentServices services, LoopSlots loop, TransferRates rates, SwarmHost host, ConnectedPeers peers) {
        this.services = services;
        this.host = host;
        this.peers = peers;
        this.rates = rates;
        this.loop = loop;
        this.most = services.settings().unchokeSlots();
        this.choker = new Choker(most, services.random().get());
    }

    /** What it may serve of the slots of all torrents. */
    private int slots() {
        if (slots == null) {
            slots = loop.join(most);
        }
        return slots.slots();
    }

    /** Every connection is gone: its slots are for others. */
    void nobody() {
        if (slots != null) {
            slots.close();
            slots = null;
        }
    }

    /** The peer wants something: served at once while there is a free slot, or one that somebody has and does not use. */
    void interested(PeerConnection peer, long nowNanos) {
        if (!peer.state().amChoking()) {
            return;
        }
        long served = peers.all().stream().filter(p -> !p.state().amChoking()).count();
        if (served < slots() || takeUnused(nowNanos)) {
            peer.choke(false);
        }
    }

    private boolean takeUnused(long nowNanos) {
        for (PeerConnection peer : peers.all()) {
            if (peer.isSlotUnused(nowNanos)) {
                peer.state().slotWasted(nowNanos);
                peer.choke(true);
                return true;
            }
        }
        return false;
    }

    /** A peer left: its slot is given to another one with the next tick. */
    void soon(long nowNanos) {
        dueNanos = nowNanos;
    }

    /** About once a second. */
    void tick(long nowNanos) {
        follow(services.settings().unchokeSlots());
        if (slots != null) {
            int interested = (int) peers.all().stream()
                    .filter(peer -> peer.state().peerInterested())
                    .count();
            slots.want(interested, rates.up().bytesPerSecond(nowNanos));
            loop.tick(nowNanos);
        }
        if (nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + Choker.INTERVAL_NANOS;
            rechoke(nowNanos);
        }
    }

    /** The user may have changed it. */
    private void follow(int configured) {
        if (configured != most) {
            most = configured;
            if (slots != null) {
                slots.close();
                slots = loop.join(most);
            }
        }
    }

    private void rechoke(long nowNanos) {
        List<PeerConnection> fresh = peers.all().stream()
                .filter(peer -> peer.state().peerInterested() && peer.hasFreshSlot(nowNanos))
                .toList();
        choker.slots(slots == null ? most : slots.slots(), fresh.size());
        boolean isWanted = isSlotWanted(nowNanos);
        peers.all().stream()
                .filter(peer -> isWanted && peer.isSlotUnused(nowNanos))
                .forEach(peer -> peer.state().slotWasted(nowNanos));
        List<Choker.Candidate<PeerConnection>> candidates = new ArrayList<>();
        for (PeerConnection peer : peers.all()) {
            if (fresh.contains(peer)) {
                continue;
            }
            candidates.add(new Choker.Candidate<>(
                    peer,
                    peer.state().peerInterested() && !peer.state().hasWastedSlot(nowNanos),
                    peer.isSnubbed(nowNanos),
                    peer.downloadRate().bytesPerSecond(nowNanos),
                    peer.uploadRate().bytesPerSecond(nowNanos),
                    peer.state().connectedAtNanos,
                    peer.state().peerInterested() ? peer.unchokePriority() : Long.MAX_VALUE));
        }
        Set<PeerConnection> served = new LinkedHashSet<>(choker.unchoked(candidates, host.isSeeding(), nowNanos));
        served.addAll(fresh);
        addWasteful(served, nowNanos);
        peers.all().forEach(peer -> peer.choke(!served.contains(peer)));
    }

    /** Whether every slot is taken and somebody waits for one who has not just wasted his. */
    private boolean isSlotWanted(long nowNanos) {
        long served =
                peers.all().stream().filter(peer -> !peer.state().amChoking()).count();
        return served >= (slots == null ? most : slots.slots())
                && peers.all().stream()
                        .anyMatch(peer -> peer.state().amChoking()
                                && peer.state().peerInterested()
                                && !peer.state().hasWastedSlot(nowNanos));
    }

    /** Slots that nobody else wants are for those who wasted one, too; but for those that newcomers find free. */
    private void addWasteful(Set<PeerConnection> served, long nowNanos) {
        int total = slots == null ? most : slots.slots();
        for (PeerConnection peer : peers.all()) {
            if (served.size() >= total - total / Choker.DOOR_PART) {
                return;
            }
            if (peer.state().peerInterested() && peer.state().hasWastedSlot(nowNanos)) {
                served.add(peer);
            }
        }
    }
}
