package org.torrent.session.plugin.host;

import java.util.function.Consumer;
import org.torrent.protocol.Handshake;
import org.torrent.session.plugin.PluginsOfTorrent;

/** The engine's side of one torrent on the simulated loop, and its calls made there. */
final class FakeTorrent extends LoopTorrent {
    final PluginsOfTorrent extensions;
    private final World world;

    FakeTorrent(World world) {
        this(world, torrent -> {});
    }

    /** As it is when it starts. */
    FakeTorrent(World world, Consumer<FakeTorrent> as) {
        super(world.torrentLoop);
        this.world = world;
        as.accept(this);
        this.extensions = world.registry.open(this);
        world.torrentLoop.enter(extensions::start);
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
}
