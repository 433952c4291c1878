package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.core.PeerList;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireOwner;
import org.torrent.spi.peers.PeerSource;

/** Whom the torrent dials: endpoints that were named, within the bounds, and dials until their handshake. */
final class OutgoingDials {
    static final int PUBLIC_SOURCES = PeerSource.DHT | PeerSource.PEX | PeerSource.LSD;

    private final TorrentServices services;
    private final TorrentFacts facts;
    private final TorrentAlerts alerts;
    private final SwarmHost host;
    private final PeerList list;
    private final NamedPeers named;
    private final ConnectedPeers peers;
    private final WireOwner owner;
    private final Map<PeerWire, Dial> dialling = new LinkedHashMap<>();

    /** A connection that has no handshake yet. */
    record Dial(InetSocketAddress endpoint, long sinceNanos, DialDoor door) {}

    /** {@code owner} hears of the connections. */
    OutgoingDials(
            TorrentServices services,
            TorrentFacts facts,
            TorrentAlerts alerts,
            SwarmHost host,
            PeerList list,
            NamedPeers named,
            ConnectedPeers peers,
            WireOwner owner) {
        this.services = services;
        this.facts = facts;
        this.alerts = alerts;
        this.host = host;
        this.list = list;
        this.named = named;
        this.peers = peers;
        this.owner = owner;
    }

    /** Somebody named peers; for a private torrent only its trackers may (BEP 27). */
    void add(Collection<InetSocketAddress> endpoints, int source) {
        if (facts.isPrivate() && (source & PUBLIC_SOURCES) != 0) {
            endpoints.forEach(endpoint -> named.refused(endpoint, source));
            return;
        }
        name(endpoints, source);
        dial(services.nowNanos());
    }

    /** As {@link #add}, without dialling yet. */
    void name(Collection<InetSocketAddress> endpoints, int source) {
        long now = services.nowNanos();
        endpoints.forEach(endpoint -> named.add(endpoint, source, now));
    }

    /** The user wants these dialled now, whatever their back-off. */
    void connect(Collection<InetSocketAddress> endpoints) {
        long now = services.nowNanos();
        for (InetSocketAddress endpoint : endpoints) {
            switch (named.add(endpoint, PeerSource.USER, now)) {
                case INVALID -> {
                    failed(endpoint, "no address that can be dialled");
                    continue;
                }
                case BLOCKED -> {
                    failed(endpoint, "its address is blocked by an IP filter or a ban");
                    continue;
                }
                case SELF, BANNED -> {
                    continue;
                }
                default -> {} // a full list does not keep the user from dialling
            }
            if (!isInUse(endpoint) && canDial()) {
                dial(endpoint, now);
            }
        }
    }

    /** Whether there is a connection to that endpoint, or one is being made. */
    boolean isInUse(InetSocketAddress endpoint) {
        return peers.isConnected(endpoint) || dialling.values().stream().anyMatch(d -> endpoint.equals(d.endpoint));
    }

    /** Dials whoever is due, within the bounds. */
    void dial(long nowNanos) {
        int room = services.settings().maxPeers() - peers.size() - dialling.size();
        for (int i = Math.min(room, TorrentLimits.HALF_OPEN - dialling.size()); i > 0 && canDial(); i--) {
            InetSocketAddress endpoint = list.nextToDial(nowNanos).orElse(null);
            if (endpoint == null) {
                return;
            }
            dial(endpoint, nowNanos);
        }
    }

    private boolean canDial() {
        return host.isRunning()
                && services.dialer().canDial()
                && services.wires().connections().mayDial(owner);
    }

    private void dial(InetSocketAddress endpoint, long nowNanos) {
        list.dialing(endpoint, nowNanos);
        WireConnection wire = WireConnection.dialled(services.wires(), facts.infoHash(), owner, endpoint);
        if (wire == null) {
            list.postponed(endpoint, nowNanos);
            failed(endpoint, "too many connections to this address");
            return;
        }
        DialDoor door = new DialDoor(wire);
        dialling.put(wire, new Dial(endpoint, nowNanos, door));
        if (!isAllowed(door)) {
            return;
        }
        if (!services.dialer().dial(endpoint, TorrentLimits.CONNECT_MILLIS, wire)) {
            door.giveUp("the transport went away");
        }
    }

    /** Plugins are asked; tells whether none forbids it. */
    private boolean isAllowed(DialDoor door) {
        try {
            door.plugins(host.plugins().newConnection(door));
            return true;
        } catch (ConnectionRefusedByPlugin e) {
            door.giveUp(e.getMessage());
            return false;
        } catch (RuntimeException e) {
            door.giveUp("the torrent was taken over");
            throw e;
        }
    }

    /** The connection is up; tells whether it is still wanted. */
    boolean opened(PeerWire wire) {
        Dial dial = dialling.get(wire);
        if (dial != null) {
            dial.door.opened();
        }
        return dial != null;
    }

    /** The handshake came: it is no dial any more. Answers which it was, null when they dialled. */
    Dial answered(PeerWire wire) {
        return dialling.remove(wire);
    }

    /** The connection ended; nothing happens when it was no dial. */
    void ended(PeerWire wire, String reason, long nowNanos) {
        Dial dial = dialling.remove(wire);
        if (dial != null) {
            list.failed(dial.endpoint, nowNanos);
            dial.door.ended(reason);
            failed(dial.endpoint, reason);
        }
    }

    private void failed(InetSocketAddress endpoint, String reason) {
        alerts.post(
                AlertType.PEER_ERROR,
                () -> "no connection to " + Endpoints.text(endpoint) + ": " + reason,
                Map.of(AlertDetail.PEER, Endpoints.text(endpoint), AlertDetail.REASON, reason));
    }

    /** Gives all of them up. */
    void dropAll(String reason, long nowNanos) {
        Map<PeerWire, Dial> all = new LinkedHashMap<>(dialling);
        dialling.clear();
        all.forEach((wire, dial) -> {
            list.disconnected(dial.endpoint, nowNanos);
            wire.close(reason);
            dial.door.ended(reason);
        });
    }

    /** Gives those up that go where nobody is to be talked to. */
    void dropBlocked() {
        drop(
                dialling.values().stream()
                        .map(dial -> dial.endpoint)
                        .filter(services::isBlocked)
                        .toList(),
                Admission.BLOCKED);
    }

    /** Gives those up that go there. */
    void drop(List<InetSocketAddress> endpoints, String reason) {
        Map<PeerWire, Dial> all = new LinkedHashMap<>(dialling);
        dialling.values().removeIf(dial -> endpoints.contains(dial.endpoint));
        all.forEach((wire, dial) -> {
            if (endpoints.contains(dial.endpoint)) {
                wire.close(reason);
                dial.door.ended(reason);
            }
        });
    }

    /** About once a second: those that got no handshake are given up, also when the transport says nothing of them at all. */
    void tick(long nowNanos) {
        for (Dial dial : dialling.values()) {
            if (nowNanos - dial.sinceNanos > TorrentLimits.HANDSHAKE_NANOS * 2) {
                dial.door.giveUp("no handshake in time");
            }
        }
    }
}
