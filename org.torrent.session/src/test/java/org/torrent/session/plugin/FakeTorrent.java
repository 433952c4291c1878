package org.torrent.session.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.protocol.Handshake;

/** The engine's side of one torrent, and its calls made on the torrent's loop. */
final class FakeTorrent implements EngineTorrent {
    static final InfoHash INFO_HASH = InfoHash.of(new byte[InfoHash.LENGTH]);
    static final TorrentId ID = TorrentId.v1(INFO_HASH);

    final List<Alert> alerts = new ArrayList<>();
    final CompletableFuture<Boolean> supplied = new CompletableFuture<>();
    final PluginsOfTorrent extensions;
    byte[] metadata;
    Object userData = "user data";
    private final World world;

    FakeTorrent(World world) {
        this.world = world;
        PluginsOfTorrent[] opened = new TorrentExtensions[1];
        world.torrentLoop.enter(() -> opened[0] = world.registry.open(this));
        extensions = opened[0];
        world.run();
    }

    /** A connection that speaks BEP 10, greeted with a handshake of ours. */
    FakePeer connect() {
        FakePeer peer = new FakePeer(world, this, Handshake.EXTENDED);
        peer.start();
        return peer;
    }

    /** A second passes for this torrent and these connections. */
    void tick(FakePeer... peers) {
        world.advanceSeconds(1);
        world.torrentLoop.enter(() -> {
            extensions.tick(world.nowNanos());
            for (FakePeer peer : peers) {
                peer.extensions.tick(world.nowNanos());
            }
        });
        world.run();
    }

    @Override
    public TorrentId id() {
        return ID;
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        world.torrentLoop.execute(task);
    }

    @Override
    public boolean inLoop() {
        return world.torrentLoop.inLoop();
    }

    @Override
    public Optional<byte[]> metadata() {
        return Optional.ofNullable(metadata);
    }

    @Override
    public boolean isPrivate() {
        return false;
    }

    @Override
    public TorrentSnapshot snapshot() {
        return null;
    }

    @Override
    public Object userData() {
        return userData;
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return supplied;
    }

    @Override
    public void postAlert(Alert alert) {
        alerts.add(alert);
    }
}
