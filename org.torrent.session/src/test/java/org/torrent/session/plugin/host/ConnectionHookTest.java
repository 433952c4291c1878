package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.protocol.Handshake;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.PluginsOfPeer;

/** PLUGINS section 2: the hooks of a connection's life, from before the dial on. */
class ConnectionHookTest {
    private final World world = new World();
    private final List<String> calls = new ArrayList<>();
    private final List<PeerContext> contexts = new ArrayList<>();
    private boolean keep = true;
    private boolean letGo = true;

    private void register(String name, int ranking) {
        world.registry.addTorrentPluginFactory(
                (torrent, data) -> new TorrentPlugin() {
                    @Override
                    public PeerPlugin newConnection(PeerContext peer) {
                        calls.add(name + "newConnection");
                        contexts.add(peer);
                        return plugin(name);
                    }
                },
                world.origin("bundle." + name, ranking, Map.of("torrent.adoption", "live")));
        world.run();
    }

    private PeerPlugin plugin(String name) {
        return new PeerPlugin() {
            @Override
            public void onConnected() {
                calls.add(name + "onConnected");
            }

            @Override
            public boolean onHandshake(long reservedBits) {
                calls.add(name + "onHandshake " + reservedBits);
                return keep;
            }

            @Override
            public boolean canDisconnect(String reason) {
                calls.add(name + "canDisconnect " + reason);
                return letGo;
            }

            @Override
            public void onDisconnect(String reason) {
                calls.add(name + "onDisconnect " + reason);
            }
        };
    }

    private PluginsOfPeer dial(FakeTorrent torrent) {
        PluginsOfPeer[] made = new PluginsOfPeer[1];
        world.torrentLoop.enter(() -> {
            try {
                made[0] = torrent.extensions.newConnection(new FakePeer(world, torrent, Handshake.EXTENDED));
            } catch (ConnectionRefusedByPlugin e) {
                throw new AssertionError(e);
            }
        });
        return made[0];
    }

    @Test
    void hooks_whenADialSucceeds_shouldFollowIt() {
        register("", 0);
        PluginsOfPeer peer = dial(new FakeTorrent(world));
        assertThat(calls).containsExactly("newConnection");
        world.torrentLoop.enter(peer::onConnected);
        world.torrentLoop.enter(() -> peer.onHandshake(true));
        assertThat(calls).containsExactly("newConnection", "onConnected", "onHandshake " + Handshake.EXTENDED);
    }

    @Test
    void onDisconnect_whenADialFails_shouldTellItAndRevoke() {
        register("", 0);
        PluginsOfPeer peer = dial(new FakeTorrent(world));
        world.torrentLoop.enter(() -> peer.onDisconnect("nobody is there"));
        assertThat(calls).containsExactly("newConnection", "onDisconnect nobody is there");
        assertThatThrownBy(() -> contexts.get(0).remote()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hooks_whenAPluginComesLater_shouldTellItWhatHappened() {
        FakeTorrent torrent = new FakeTorrent(world);
        PluginsOfPeer peer = dial(torrent);
        register("first ", 0);
        world.torrentLoop.enter(peer::onConnected);
        register("second ", 0);
        world.torrentLoop.enter(() -> peer.onHandshake(true));
        register("third ", 0);
        String handshake = "onHandshake " + Handshake.EXTENDED;
        assertThat(calls)
                .containsExactly(
                        "first newConnection",
                        "first onConnected",
                        "second newConnection",
                        "second onConnected",
                        "first " + handshake,
                        "second " + handshake,
                        "third newConnection",
                        "third onConnected",
                        "third " + handshake);
    }

    @Test
    void onHandshake_whenItSaysNo_shouldDetachTheOneOnly() {
        keep = false;
        register("", 0);
        FakePeer peer = new FakeTorrent(world).connect();
        peer.close();
        assertThat(calls).last().isEqualTo("onHandshake " + Handshake.EXTENDED);
        assertThatThrownBy(() -> contexts.get(0).remote()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void send_beforeTheHandshake_shouldFailWithTheReason() {
        world.registry.addTorrentPluginFactory(
                (torrent, data) -> new TorrentPlugin() {
                    @Override
                    public PeerPlugin newConnection(PeerContext peer) {
                        contexts.add(peer);
                        return new PeerPlugin() {};
                    }
                },
                world.speaking("x"));
        dial(new FakeTorrent(world));
        world.torrentLoop.enter(() -> assertThatThrownBy(() -> contexts.get(0)
                        .send("x", new byte[1])
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("not connected yet"));
    }

    @Test
    void canDisconnect_whenOneSaysNo_shouldBeTheLastWord() {
        register("low ", 1);
        register("high ", 2);
        FakePeer peer = new FakeTorrent(world).connect();
        calls.clear();
        world.torrentLoop.enter(
                () -> assertThat(peer.extensions.canDisconnect("idle")).isTrue());
        assertThat(calls).containsExactly("high canDisconnect idle", "low canDisconnect idle");
        letGo = false;
        calls.clear();
        world.torrentLoop.enter(
                () -> assertThat(peer.extensions.canDisconnect("idle")).isFalse());
        assertThat(calls).containsExactly("high canDisconnect idle");
    }
}
