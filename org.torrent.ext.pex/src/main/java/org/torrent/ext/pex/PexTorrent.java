package org.torrent.ext.pex;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** ut_pex in one torrent: knows who is connected, and whether anybody may be told. */
final class PexTorrent implements TorrentPlugin, PexHub {
    private final TorrentContext torrent;
    private final Supplier<PexSettings> settings;
    private final HeardPeers heard = new HeardPeers();
    private final Map<InetSocketAddress, PexPeer> connected = new LinkedHashMap<>();
    private final Set<PexConnection> connections = new LinkedHashSet<>();
    private long mark;
    private boolean active;

    PexTorrent(TorrentContext torrent, Supplier<PexSettings> settings) {
        this.torrent = torrent;
        this.settings = settings;
        this.active = mayBeActive();
    }

    private boolean mayBeActive() {
        return settings.get().enabled() && !torrent.isPrivate();
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        PexConnection connection = new PexConnection(this, peer, connections::remove);
        connections.add(connection);
        return connection;
    }

    @Override
    public void onMetadata() {
        follow(); // it may be private
    }

    @Override
    public void tick() {
        follow();
        if (active) {
            look();
        }
    }

    /** Offers the name or takes it back, when what decides it changed. */
    private void follow() {
        if (active != mayBeActive()) {
            active = !active;
            if (!active) {
                connections.forEach(PexConnection::forget);
                connected.clear();
                mark = 0;
            }
            torrent.repeatHandshake();
        }
    }

    private void look() {
        PeerChanges changes = torrent.peersSince(mark);
        if (changes.whole()) {
            connected.clear();
        }
        mark = changes.mark();
        changes.lost().forEach(lost -> connected.remove(lost.address()));
        changes.gained().forEach(peer -> connected.put(peer.address(), new PexPeer(peer.address(), peer.flags())));
        connections.forEach(connection -> connection.describe(connected));
    }

    @Override
    public boolean isActive() {
        return active && !torrent.isPrivate();
    }

    @Override
    public PexSettings settings() {
        return settings.get();
    }

    @Override
    public Map<InetSocketAddress, PexPeer> connected() {
        return connected;
    }

    @Override
    public HeardPeers heard() {
        return heard;
    }

    @Override
    public void named(List<PexPeer> peers) {
        torrent.addPeers(
                peers.stream()
                        .map(peer -> new PeerEndpoint(peer.endpoint(), peer.flags()))
                        .toList(),
                PeerEndpoint.FROM_PEX);
    }

    @Override
    public long nowNanos() {
        return torrent.nowNanos();
    }
}
