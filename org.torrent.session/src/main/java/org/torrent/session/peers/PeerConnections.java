package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.model.Bitfield;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.session.connection.PeerBits;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.connection.PeerState;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.FastAllowance;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.core.PeerList;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.WireBatch;
import org.torrent.session.wire.WireOwner;
import org.torrent.spi.peers.PeerSource;

/**
 * A torrent's connections from the dial or the handshake to the end: hands what they report to the peer it is about.
 * What came of it, and of whatever else the loop did, is sent at the end of the turn. On the torrent's loop.
 */
public final class PeerConnections {
    private final TorrentServices services;
    private final TransferRates rates;
    private final TorrentAlerts alerts;
    private final Mailbox<TorrentInput> mailbox;
    private final SwarmHost host;
    private final RetainedHeap.Account known;
    private final PeerList list;
    private final ConnectedPeers peers;
    private final WireInbox inbox;
    private final OutgoingDials dials;
    private final Choking choking;
    private final PeerExchange exchange;
    private final PeerNews news;
    private final Greeting greeting;
    private final Twins twins;
    private final Admission admission;
    private final FastAllowance allowance = new FastAllowance();
    private volatile KeptPeers kept = KeptPeers.NONE;
    private long keptAt;

    /** Nobody is known. */
    public PeerConnections(
            TorrentServices services,
            TorrentFacts facts,
            TransferRates rates,
            TorrentAlerts alerts,
            Mailbox<TorrentInput> mailbox,
            SwarmHost host) {
        this.services = services;
        this.rates = rates;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.host = host;
        this.known = services.wires().retained().open(RetainedHeap.Kind.KNOWN_PEERS);
        this.list = new PeerList(
                TorrentLimits.KNOWN_PEERS, known::resize, services.random().get());
        this.peers = new ConnectedPeers(task -> mailbox.post(TorrentInput.DONT_HAVES, task));
        mailbox.endOfTurn(peers::flush);
        this.inbox = new WireInbox(mailbox, new Reports(), services.pool());
        NamedPeers named = new NamedPeers(list, host, services::isBlocked);
        this.dials = new OutgoingDials(services, facts, alerts, host, list, named, peers, inbox);
        this.choking = new Choking(
                services,
                services.slots().apply(mailbox.loop()),
                rates,
                host,
                peers,
                (delay, task) -> mailbox.later(TorrentInput.SLOT_RETRY, delay, task));
        this.twins = new Twins(peers, list);
        this.exchange = new PeerExchange(facts, list, dials, () -> {
            dials.dial(services.nowNanos());
            keep();
        });
        this.news = new PeerNews(services, facts, host, list, named, dials, twins, exchange);
        this.greeting = new Greeting(services, facts, host, twins);
        this.admission = new Admission(services, facts, host, list, peers);
    }

    /** Whom the torrent's wires report to; any thread. */
    public WireOwner inbox() {
        return inbox;
    }

    /** The torrent is gone for good: its endpoints are forgotten. */
    public void forgetAll() {
        list.clear();
    }

    /** Closes every connection while the loop that should do it is stuck. Any thread. */
    public void orphan(String reason) {
        inbox.closeAll(reason);
        known.close();
    }

    /** Those with both handshakes done. */
    public ConnectedPeers peers() {
        return peers;
    }

    /** Endpoints that are known. */
    public int known() {
        return list.size();
    }

    // ---- endpoints --------------------------------------------------------------------------------------------------

    /** Somebody named peers; {@code source} is a bit of {@link PeerSource}. */
    public void add(Collection<InetSocketAddress> endpoints, int source) {
        dials.add(endpoints, source);
        keep();
    }

    /** What plugins tell of peers and are told of them. */
    public PeerExchange exchange() {
        return exchange;
    }

    /** The user wants these dialled now, whatever their back-off. */
    public void connect(Collection<InetSocketAddress> endpoints) {
        dials.connect(endpoints);
        keep();
    }

    /** Whom the torrent's next run should know: at most {@link TorrentLimits#KEPT_PEERS}. Any thread. */
    public KeptPeers kept() {
        return kept;
    }

    private void keep() {
        if (list.changes() != keptAt) {
            keptAt = list.changes();
            kept = list.kept(TorrentLimits.KEPT_PEERS);
        }
    }

    /** Dials whoever is due, within the bounds. */
    public void dial(long nowNanos) {
        dials.dial(nowNanos);
    }

    /** The way to peers is another one: who could not be reached may be reached now. */
    public void redial(long nowNanos) {
        list.forgive(nowNanos);
        dials.dial(nowNanos);
    }

    /**
     * The torrent turned out to be private: whom only DHT, PEX or LSD named is dropped. So is whom an earlier run knew, since
     * it may have been one of them: the trackers name again whom they know.
     */
    public void dropPublic() {
        List<InetSocketAddress> inUse = list.dropSources(OutgoingDials.PUBLIC_SOURCES | PeerSource.RESUME);
        dials.drop(inUse, "the torrent is private");
        for (PeerConnection peer : peers.all()) {
            if (peer.state().endpoint != null && inUse.contains(peer.state().endpoint)) {
                peer.close("the torrent is private");
            }
        }
    }

    /** Other addresses are blocked now: whoever is at one of them is forgotten, and talked to no more. */
    public void filter() {
        dials.dropBlocked();
        list.drop(services::isBlocked);
        for (PeerConnection peer : peers.all()) {
            if (services.isBlocked(peer.remote())) {
                peer.close(Admission.BLOCKED);
            }
        }
        keep();
    }

    // ---- the life of a connection -----------------------------------------------------------------------------------

    /** What the wires report, on the loop. */
    private final class Reports implements WireOwner {
        @Override
        public void onOpen(PeerWire wire) {
            if (dials.opened(wire)) {
                greeting.sendHandshake(wire);
            } else {
                wire.close("not wanted any more");
            }
        }

        @Override
        public void onHandshake(PeerWire wire, Handshake theirs) {
            handshaken(wire, theirs, services.nowNanos());
        }

        @Override
        public void onBatch(PeerWire wire, WireBatch batch) {
            PeerConnection peer = peers.find(wire);
            if (peer == null) {
                batch.discard();
                return;
            }
            peer.onBatch(batch, services.nowNanos());
        }

        @Override
        public void onRoom(PeerWire wire) {
            PeerConnection peer = peers.find(wire);
            if (peer != null) {
                peer.onRoom();
            }
        }

        @Override
        public void onClosed(PeerWire wire, String reason) {
            long now = services.nowNanos();
            dials.ended(wire, reason, now);
            PeerConnection peer = peers.remove(wire);
            if (peer != null) {
                forget(peer, peer.closingReason() == null ? reason : peer.closingReason(), now);
                peers.fill(now);
            }
        }
    }

    /** Their handshake came, so both are done once ours is sent. */
    private void handshaken(PeerWire wire, Handshake theirs, long nowNanos) {
        OutgoingDials.Dial dial = dials.answered(wire);
        InetSocketAddress dialled = dial == null ? null : dial.endpoint();
        if (dialled == null && wire.outgoing()) {
            return; // given up by dropAll, which closed it
        }
        String refusal = admission.refusal(wire, theirs, dialled);
        if (refusal != null) {
            wire.close(refusal);
            if (dialled != null) {
                list.failed(dialled, nowNanos);
                dial.door().ended(refusal);
            }
            return;
        }
        if (dialled == null) {
            greeting.sendHandshake(wire);
        } else {
            list.connected(dialled, nowNanos);
        }
        admit(wire, theirs, dial, nowNanos);
    }

    private void admit(PeerWire wire, Handshake theirs, OutgoingDials.Dial dial, long nowNanos) {
        InetSocketAddress dialled = dial == null ? null : dial.endpoint();
        boolean fast = theirs.supportsFast() && services.settings().fastExtension();
        RetainedHeap retained = services.wires().retained();
        PeerBits bits = new PeerBits(retained.open(RetainedHeap.Kind.UNRESOLVED_PIECES)::resize);
        PeerState state = new PeerState(wire, theirs, fast, theirs.supportsExtended(), bits, nowNanos);
        state.endpoint = dialled;
        state.source = dialled == null ? PeerSource.INCOMING : list.sources(dialled);
        ConnectionDoor door = new ConnectionDoor(host, news, peers, choking, rates, allowance);
        PeerConnection peer = new PeerConnection(state, door, services, mailbox);
        door.of(peer);
        peers.add(peer);
        if (greeting.greet(peer, dial == null ? null : dial.door(), nowNanos)) {
            peers.all().stream()
                    .filter(other -> twins.mayBe(other, peer))
                    .forEach(other -> other.engineKeys(greeting.engineKeys(other)));
            twins.look(peer);
            exchange.gained(peer);
            String remote = Endpoints.text(wire.remote());
            alerts.post(
                    AlertType.PEER_CONNECT,
                    () -> "connected to " + remote,
                    Map.of(AlertDetail.PEER, remote, AlertDetail.OUTGOING, wire.outgoing()));
        }
    }

    private void forget(PeerConnection peer, String reason, long nowNanos) {
        peer.ended(reason, nowNanos);
        exchange.lost(peer);
        TorrentPieces pieces = host.pieces();
        Bitfield bits = peer.state().bits.bits();
        if (pieces != null) {
            pieces.picker().peerDisconnected(peer);
            if (bits != null) {
                pieces.picker().peerGone(bits);
            }
        }
        if (peer.state().endpoint != null) {
            list.disconnected(peer.state().endpoint, nowNanos);
        }
        choking.left(peer, nowNanos);
        String remote = Endpoints.text(peer.remote());
        alerts.post(
                AlertType.PEER_DISCONNECTED,
                () -> "disconnected from " + remote + ": " + reason,
                Map.of(AlertDetail.PEER, remote, AlertDetail.REASON, reason));
    }

    /** Closes every connection at once. */
    public void dropAll(String reason) {
        long now = services.nowNanos();
        List<PeerConnection> all = peers.removeAll();
        all.forEach(peer -> forget(peer, reason, now));
        all.forEach(peer -> peer.close(reason));
        dials.dropAll(reason, now);
        choking.nobody();
    }

    /** As {@link #dropAll}, for a reason of our own that is over soon: nobody failed, everybody may be dialled at once. */
    public void dropForNow(String reason) {
        dropAll(reason);
        list.forgive(services.nowNanos());
    }

    /** It lied about pieces: nobody at its address is talked to again, as {@link PeerList#banned} counts addresses. */
    public void ban(InetSocketAddress remote) {
        alerts.post(
                AlertType.PEER_BAN,
                () -> "banned " + Endpoints.text(remote) + ": it sent bad pieces",
                Map.of(AlertDetail.PEER, Endpoints.text(remote)));
        list.banned(remote);
        for (PeerConnection peer : peers.all()) {
            if (list.isBanned(peer.remote())) {
                if (peer.state().endpoint != null) {
                    list.banned(peer.state().endpoint); // of a loopback address it is another one
                }
                peer.close(
                        peer.remote().equals(remote) ? "it sent bad pieces" : "its address is banned for bad pieces");
            }
        }
    }

    // ---- what the torrent tells its peers ---------------------------------------------------------------------------

    /** The number of pieces is known now: what peers said before is validated. */
    public void resolve(int pieceCount) {
        for (PeerConnection peer : peers.all()) {
            try {
                peer.state().bits.resolve(pieceCount);
                news.announced(peer);
            } catch (ProtocolException e) {
                peer.breach(e);
            }
        }
    }

    /** The torrent began or ended to seed: our interest and our extension handshake follow. */
    public void seedingChanged(boolean seeding) {
        list.skipSeeds(seeding);
        for (PeerConnection peer : peers.all()) {
            peer.updateInterest();
            peer.engineKeys(greeting.engineKeys(peer));
        }
    }

    /** About once a second. */
    public void tick(long nowNanos) {
        dials.tick(nowNanos);
        for (PeerConnection peer : new ArrayList<>(peers.all())) {
            peer.tick(nowNanos);
            news.partFromSeed(peer);
        }
        admission.tick();
        choking.tick(nowNanos);
        dials.dial(nowNanos);
        keep();
    }
}
