package org.torrent.session.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.torrent.session.budget.LoopSlots;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.connection.PeerState;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.AddressKey;
import org.torrent.session.core.Choker;
import org.torrent.session.core.SlotTaker;

/** Whom a torrent serves: asks the choker every few seconds, and fills a free slot at once. On the torrent's loop. */
final class Choking {
    private final SwarmHost host;
    private final ConnectedPeers peers;
    private final TransferRates rates;
    private final LoopSlots loop;
    private final TorrentServices services;
    private int most;
    private final Choker choker;
    private final SlotTaker taker = new SlotTaker();
    private final Map<PeerConnection, Long> waiting =
            new LinkedHashMap<>(); // for a slot since when; one that came found none
    private final BiConsumer<Long, Runnable> later;
    private boolean retrying;
    private LoopSlots.OfTorrent slots; // null while there is nobody to serve
    private long dueNanos;

    /** @param later runs something on the torrent's loop, after nanoseconds */
    Choking(
            TorrentServices services,
            LoopSlots loop,
            TransferRates rates,
            SwarmHost host,
            ConnectedPeers peers,
            BiConsumer<Long, Runnable> later) {
        this.services = services;
        this.later = later;
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
        waiting.clear();
    }

    /** The peer wants something: served at once while there is a free slot, or one that somebody has and does not use. */
    void interested(PeerConnection peer, long nowNanos) {
        if (!peer.state().amChoking()) {
            return;
        }
        if (!serve(peer, nowNanos)) {
            waiting.putIfAbsent(peer, nowNanos);
            retryLater();
        }
    }

    private boolean serve(PeerConnection peer, long nowNanos) {
        long served = peers.all().stream().filter(p -> !p.state().amChoking()).count();
        if (served < slots() || takeSlot(peer, nowNanos)) {
            peer.choke(false);
            return true;
        }
        return false;
    }

    private boolean takeSlot(PeerConnection forWhom, long nowNanos) {
        List<SlotTaker.Holder<PeerConnection>> holders = new ArrayList<>();
        for (PeerConnection peer : peers.all()) {
            if (!peer.state().amChoking()) {
                boolean earns = !host.isSeeding() && peer.downloadRate().bytesPerSecond(nowNanos) > 0;
                holders.add(peer.slot(earns, nowNanos));
            }
        }
        PeerConnection victim = taker.victim(address(forWhom), holders, nowNanos);
        if (victim == null) {
            return false;
        }
        if (victim.isSlotUnused(nowNanos)) {
            wasted(victim, nowNanos);
        }
        victim.choke(true);
        return true;
    }

    private void wasted(PeerConnection peer, long nowNanos) {
        if (!peer.isReading()) {
            peer.state().slotWasted(nowNanos);
            taker.wasted(address(peer), nowNanos);
        }
    }

    private static AddressKey address(PeerConnection peer) {
        return AddressKey.of(peer.remote().getAddress());
    }

    private void retryLater() {
        if (!retrying) {
            retrying = true;
            later.accept(TorrentLimits.SLOT_RETRY_NANOS, this::retry);
        }
    }

    /** Who found no slot is looked for one again: the newest first, since a crowd that came before has waited longer. */
    private void retry() {
        long now = services.nowNanos();
        retrying = false;
        waiting.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now));
        List<PeerConnection> newestFirst = new ArrayList<>(waiting.keySet());
        Collections.reverse(newestFirst);
        for (PeerConnection peer : newestFirst) {
            if (serve(peer, now)) {
                waiting.remove(peer);
            }
        }
        if (!waiting.isEmpty()) {
            retryLater();
        }
    }

    private static boolean isOver(PeerConnection peer, long sinceNanos, long nowNanos) {
        PeerState state = peer.state();
        boolean wants = state.peerInterested() && state.amChoking() && !state.isClosing();
        return !wants || nowNanos - sinceNanos > TorrentLimits.SLOT_WAIT_NANOS;
    }

    /** A peer left: its slot is given to another one with the next tick. */
    void left(PeerConnection peer, long nowNanos) {
        waiting.remove(peer);
        if (!peer.state().amChoking() && peer.slot(false, nowNanos).use() == SlotTaker.Use.NOTHING) {
            taker.wasted(address(peer), nowNanos);
        }
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
                .forEach(peer -> wasted(peer, nowNanos));
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
