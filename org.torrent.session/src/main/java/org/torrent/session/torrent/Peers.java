package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.core.PeerList;
import org.torrent.session.peer.PeerWire;
import org.torrent.session.peer.WireConnection;
import org.torrent.spi.peers.PeerSource;

/** A torrent's connections and the endpoints it knows: whom to dial, whom to serve, whom to drop. On the torrent's loop. */
final class Peers {
    private static final int PUBLIC_SOURCES = PeerSource.DHT | PeerSource.PEX | PeerSource.LSD;

    private final Torrent torrent;
    private final PeerList list;
    private final Choking choking;
    private final Greeting greeting;
    private final Admission admission;
    private final Map<PeerWire, Peer> connected = new LinkedHashMap<>();
    private final Map<PeerWire, Dial> dialling = new LinkedHashMap<>();
    private final List<Peer> dirty = new ArrayList<>();

    /** A connection that has no handshake yet. */
    private record Dial(InetSocketAddress endpoint, long sinceNanos) {}

    Peers(Torrent torrent) {
        this.torrent = torrent;
        TorrentServices services = torrent.services();
        this.list = new PeerList(TorrentLimits.KNOWN_PEERS, services.random().get());
        this.choking = new Choking(torrent, this);
        this.greeting = new Greeting(torrent);
        this.admission = new Admission(torrent, this);
    }

    Collection<Peer> connected() {
        return connected.values();
    }

    int seeds() {
        return (int) connected.values().stream().filter(p -> p.bits.isSeed()).count();
    }

    /** Where connected peers can be dialled, as far as known. */
    List<InetSocketAddress> dialable() {
        return connected.values().stream()
                .map(peer -> peer.endpoint)
                .filter(Objects::nonNull)
                .toList();
    }

    PeerList list() {
        return list;
    }

    /** Somebody named peers; for a private torrent only its trackers may (BEP 27). */
    void add(Collection<InetSocketAddress> endpoints, int source) {
        if (torrent.isPrivate() && (source & PUBLIC_SOURCES) != 0) {
            return;
        }
        long now = torrent.nowNanos();
        endpoints.forEach(endpoint -> list.add(endpoint, source, now));
        dial(now);
    }

    /** The user wants these dialled now, whatever their back-off. */
    void connect(Collection<InetSocketAddress> endpoints) {
        long now = torrent.nowNanos();
        for (InetSocketAddress endpoint : endpoints) {
            switch (list.add(endpoint, PeerSource.USER, now)) {
                case INVALID -> {
                    refused(endpoint, "no address that can be dialled");
                    continue;
                }
                case SELF, BANNED -> {
                    continue;
                }
                default -> {} // a full list does not keep the user from dialling
            }
            if (!isInUse(endpoint)
                    && torrent.isActive()
                    && torrent.services().dialer().canDial()) {
                dial(endpoint, now);
            }
        }
    }

    private boolean isInUse(InetSocketAddress endpoint) {
        return connected.values().stream().anyMatch(p -> endpoint.equals(p.endpoint))
                || dialling.values().stream().anyMatch(d -> endpoint.equals(d.endpoint));
    }

    /** Dials whoever is due, within the bounds. */
    void dial(long nowNanos) {
        if (!torrent.isActive() || !torrent.services().dialer().canDial()) {
            return;
        }
        int room = torrent.services().settings().maxPeers() - connected.size() - dialling.size();
        for (int i = Math.min(room, TorrentLimits.HALF_OPEN - dialling.size()); i > 0; i--) {
            InetSocketAddress endpoint = list.nextToDial(nowNanos).orElse(null);
            if (endpoint == null) {
                return;
            }
            dial(endpoint, nowNanos);
        }
    }

    private void dial(InetSocketAddress endpoint, long nowNanos) {
        list.dialing(endpoint, nowNanos);
        WireConnection wire = WireConnection.dialled(torrent.services().wires(), torrent.wires(), endpoint);
        dialling.put(wire, new Dial(endpoint, nowNanos));
        if (!torrent.services().dialer().dial(endpoint, TorrentLimits.CONNECT_MILLIS, wire)) {
            wire.onClosed("the transport went away"); // told like any other dial that failed
        }
    }

    /** A dialled connection is up. */
    void onOpen(PeerWire wire) {
        if (dialling.containsKey(wire)) {
            greeting.sendHandshake(wire);
        } else {
            wire.close("not wanted any more");
        }
    }

    /** Their handshake came, so both are done once ours is sent. */
    void onHandshake(PeerWire wire, Handshake theirs) {
        long now = torrent.nowNanos();
        Dial dial = dialling.remove(wire);
        if (dial == null && wire.outgoing()) {
            return; // given up by dropAll, which closed it
        }
        String refusal = admission.refusal(wire, theirs, dial == null ? null : dial.endpoint);
        if (refusal != null) {
            wire.close(refusal);
            if (dial != null) {
                list.failed(dial.endpoint, now);
            }
            return;
        }
        if (dial == null) {
            greeting.sendHandshake(wire);
        } else {
            list.connected(dial.endpoint, now);
        }
        admit(wire, theirs, dial, now);
        flush();
    }

    private void admit(PeerWire wire, Handshake theirs, Dial dial, long nowNanos) {
        boolean fast = theirs.supportsFast() && torrent.services().settings().fastExtension();
        Peer peer = new Peer(torrent, wire, theirs, fast, theirs.supportsExtended(), nowNanos);
        peer.endpoint = dial == null ? null : dial.endpoint;
        peer.source = dial == null ? PeerSource.INCOMING : list.sources(dial.endpoint);
        connected.put(wire, peer);
        if (greeting.greet(peer, nowNanos)) {
            torrent.alert(
                    AlertType.PEER_CONNECT,
                    () -> "connected to " + text(wire.remote()),
                    Map.of(AlertDetail.PEER, text(wire.remote()), AlertDetail.OUTGOING, wire.outgoing()));
        }
    }

    /** A connection is gone, or a dial failed. */
    void onClosed(PeerWire wire, String reason) {
        long now = torrent.nowNanos();
        Dial dial = dialling.remove(wire);
        if (dial != null) {
            list.failed(dial.endpoint, now);
            refused(dial.endpoint, reason);
        }
        Peer peer = connected.remove(wire);
        if (peer != null) {
            forget(peer, peer.closingReason() == null ? reason : peer.closingReason(), now);
            fill(now);
        }
        flush();
    }

    private void refused(InetSocketAddress endpoint, String reason) {
        torrent.alert(
                AlertType.PEER_ERROR,
                () -> "no connection to " + text(endpoint) + ": " + reason,
                Map.of(AlertDetail.PEER, text(endpoint), AlertDetail.REASON, reason));
    }

    private void forget(Peer peer, String reason, long nowNanos) {
        dirty.remove(peer);
        peer.upload.count(nowNanos);
        if (peer.extensions != null) {
            peer.extensions.onDisconnect(reason);
        }
        Download download = torrent.download();
        if (download != null) {
            download.picker().peerDisconnected(peer);
            if (peer.bits.bits() != null) {
                download.picker().peerGone(peer.bits.bits());
            }
        }
        if (peer.endpoint != null) {
            list.disconnected(peer.endpoint, nowNanos);
        }
        choking.soon(nowNanos);
        torrent.alert(
                AlertType.PEER_DISCONNECTED,
                () -> "disconnected from " + text(peer.wire.remote()) + ": " + reason,
                Map.of(AlertDetail.PEER, text(peer.wire.remote()), AlertDetail.REASON, reason));
    }

    /** Closes every connection at once. */
    void dropAll(String reason) {
        long now = torrent.nowNanos();
        List<Peer> all = new ArrayList<>(connected.values());
        connected.clear();
        all.forEach(peer -> forget(peer, reason, now));
        all.forEach(peer -> peer.close(reason));
        dialling.forEach((wire, dial) -> list.disconnected(dial.endpoint, now));
        dialling.keySet().forEach(wire -> wire.close(reason));
        dialling.clear();
        dirty.clear();
    }

    /** The peer said what it has. */
    void announced(Peer peer) {
        Download download = torrent.download();
        if (download != null && peer.bits.bits() != null) {
            download.picker().peerHas(peer.bits.bits());
            looked(peer);
        }
    }

    /** The peer has one piece more. */
    void announced(Peer peer, int piece) {
        Download download = torrent.download();
        if (download != null) {
            download.picker().peerHas(piece);
            if (!peer.amInterested && download.picker().isMissing(piece) || peer.bits.isSeed()) {
                looked(peer);
            }
        }
    }

    private void looked(Peer peer) {
        peer.updateInterest();
        if (peer.bits.isSeed()) {
            if (peer.endpoint != null) {
                list.seed(peer.endpoint);
            }
            if (torrent.isSeeding()) {
                peer.part("both have everything");
            }
        }
    }

    /** The torrent turned out to be private: whom only DHT, PEX or LSD named is dropped. */
    void dropPublic() {
        List<InetSocketAddress> inUse = list.dropSources(PUBLIC_SOURCES);
        dialling.forEach((wire, dial) -> {
            if (inUse.contains(dial.endpoint)) {
                wire.close("the torrent is private");
            }
        });
        dialling.values().removeIf(dial -> inUse.contains(dial.endpoint));
        for (Peer peer : connected.values()) {
            if (peer.endpoint != null && inUse.contains(peer.endpoint)) {
                peer.close("the torrent is private");
            }
        }
    }

    /** The number of pieces is known now: what peers said before is validated. */
    void resolve(int pieces) {
        for (Peer peer : connected.values()) {
            try {
                peer.bits.resolve(pieces);
                announced(peer);
            } catch (ProtocolException e) {
                peer.close(e.getMessage());
            }
        }
        flush();
    }

    Choking choking() {
        return choking;
    }

    /** The peer told the port it listens on. */
    void listensOn(Peer peer, int port) {
        if (peer.endpoint == null) {
            InetSocketAddress endpoint =
                    new InetSocketAddress(peer.wire.remote().getAddress(), port);
            PeerList.AddResult added = list.add(endpoint, PeerSource.INCOMING, torrent.nowNanos());
            boolean isKnown = added == PeerList.AddResult.ADDED || added == PeerList.AddResult.KNOWN;
            if (isKnown && !isInUse(endpoint)) {
                peer.endpoint = endpoint;
                list.connected(endpoint, torrent.nowNanos());
            }
        }
    }

    /** A piece is verified: everybody who lacks it hears it. */
    void broadcastHave(int piece) {
        Message have = new Message.Have(piece);
        for (Peer peer : connected.values()) {
            if (peer.bits.bits() == null || !peer.bits.bits().get(piece)) {
                peer.send(have);
            }
        }
    }

    void ban(InetSocketAddress remote) {
        torrent.alert(
                AlertType.PEER_BAN,
                () -> "banned " + text(remote) + ": it sent bad pieces",
                Map.of(AlertDetail.PEER, text(remote)));
        list.banned(remote);
        for (Peer peer : connected.values()) {
            if (peer.wire.remote().equals(remote)) {
                if (peer.endpoint != null) {
                    list.banned(peer.endpoint);
                }
                peer.close("it sent bad pieces");
            }
        }
    }

    /** The torrent began or ended to seed: our interest and our extension handshake follow. */
    void stateChanged() {
        for (Peer peer : connected.values()) {
            peer.updateInterest();
            if (peer.extensions != null) {
                peer.extensions.engineKeys(greeting.engineKeys(peer));
            }
        }
    }

    /** Asks everybody for what there is to ask. */
    void fill(long nowNanos) {
        for (Peer peer : connected.values()) {
            if (!peer.isClosing()) {
                peer.download.fill(nowNanos);
            }
        }
    }

    /** A peer has messages to send at the end of the loop's turn. */
    void needsFlush(Peer peer) {
        dirty.add(peer);
    }

    /** The end of the loop's turn. */
    void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }

    Peer find(PeerWire wire) {
        return connected.get(wire);
    }

    /** About once a second. */
    void tick(long nowNanos) {
        for (Map.Entry<PeerWire, Dial> entry : dialling.entrySet()) {
            if (nowNanos - entry.getValue().sinceNanos > TorrentLimits.HANDSHAKE_NANOS * 2) {
                entry.getKey().close("no handshake in time");
            }
        }
        List<Peer> all = new ArrayList<>(connected.values());
        for (Peer peer : all) {
            peer.tick(nowNanos);
            peer.port.snapshot(peer.snapshot(nowNanos));
            if (torrent.isSeeding() && peer.bits.isSeed()) {
                peer.part("both have everything");
            }
        }
        choking.tick(nowNanos);
        dial(nowNanos);
        flush();
    }

    static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
