package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.InfoHash;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginCall;

/** A torrent's life is given up while its loop is in a plugin: nothing of it works any more, also when the loop returns. */
class OrphanTest {
    private final World world = new World();
    private final FullRecorder plugin = new FullRecorder();

    private FakeTorrent torrent;
    private FakePeer peer;

    private void begin() {
        world.registry.addSessionPlugin(plugin, world.speaking("x"));
        world.run();
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        peer.handshake("x", 44);
    }

    private void orphan() {
        world.sessionLoop.enter(torrent.extensions::orphan);
    }

    private static void assertGone(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void orphan_whenContextsAreHeld_shouldRevokeThemAll() {
        begin();
        orphan();
        assertGone(plugin.torrent::id);
        assertGone(() -> plugin.torrent.execute(() -> {}));
        assertGone(() -> plugin.torrent.supplyMetadata(new byte[1]));
        assertGone(plugin.peer::remote);
        assertGone(() -> plugin.peer.send("x", new byte[1]));
        assertThat(plugin.session.torrents()).isEmpty();
    }

    @Test
    void orphan_whenAHookIsUnderWay_shouldCallNobodyAfterIt() {
        FullRecorder stuck = new FullRecorder("stuck ", plugin.calls) {
            @Override
            public Verdict onHave(int piece) {
                orphan();
                calls.add("returned");
                assertGone(peer::remote);
                return Verdict.PASS;
            }
        };
        FullRecorder later = new FullRecorder("later ", plugin.calls) {
            @Override
            public Verdict onHave(int piece) {
                calls.add("later onHave");
                return Verdict.PASS;
            }
        };
        world.registry.addSessionPlugin(stuck, world.origin("stuck", 9, Map.of()));
        world.registry.addSessionPlugin(later, world.origin("later", 0, Map.of()));
        begin();
        plugin.calls.clear();
        world.torrentLoop.enter(() -> peer.extensions.received(new Message.Have(1)));
        assertThat(plugin.calls).containsExactly("returned");
        assertThat(world.registry.snapshot().get(0).errors()).isZero();
    }

    @Test
    void doors_whenTheOldLoopComesBack_shouldThrowButForItsCleaning() {
        begin();
        orphan();
        plugin.calls.clear();
        world.torrentLoop.enter(() -> {
            assertGone(() -> peer.extensions.received(new Message.Extended(3, new byte[1])));
            assertGone(() -> peer.extensions.tick(0));
            assertGone(() -> torrent.extensions.tick(0));
            assertGone(torrent.extensions::onMetadata);
            assertThatThrownBy(() -> torrent.extensions.newConnection(peer)).isInstanceOf(IllegalStateException.class);
            assertThatCode(() -> peer.extensions.onDisconnect("bye")).doesNotThrowAnyException();
            assertThatCode(torrent.extensions::close).doesNotThrowAnyException();
        });
        orphan();
        assertThat(plugin.calls).isEmpty();
    }

    @Test
    void orphan_whenResultsAreAwaited_shouldFailThemOnAThreadOfTheirOwn() {
        begin();
        List<String> loops = new ArrayList<>();
        CompletableFuture<Void> sent = plugin.peer.send("x", new byte[5]).toCompletableFuture();
        CompletableFuture<Boolean> supplied =
                plugin.torrent.supplyMetadata(new byte[1]).toCompletableFuture();
        sent.whenComplete(
                (done, error) -> world.loops.stream().filter(World.Loop::inLoop).forEach(loop -> loops.add(loop.name)));
        orphan(); // neither was even looked at by the torrent's loop
        world.run();
        assertThat(sent).isCompletedExceptionally();
        assertThat(supplied).isCompletedExceptionally();
        assertThat(loops).containsExactly("plugin-orphans");
        assertThat(world.loops.get(world.loops.size() - 1).ended).isTrue();
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    void orphan_whenALaneIsInACall_shouldDropItsAnswerAndTellItOfTheDisconnect() {
        Recorder answers = new Recorder("a") {
            @Override
            public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress remote, byte[] payload) {
                orphan();
                calls.add("message");
                return Optional.of(payload);
            }
        };
        world.registry.addExtension(answers, world.origin());
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        peer.handshake("a", 3);
        torrent.posts.clear();
        peer.receive(10, new byte[1]);
        assertThat(answers.calls).containsExactly("connected", "handshake", "message", "disconnected");
        assertThat(torrent.posts).isEmpty();
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    void orphan_whenAConnectionIsBeingAttached_shouldNotTellLanesOfIt() {
        Recorder extension = new Recorder("a");
        world.registry.addExtension(extension, world.origin());
        FullRecorder stuck = new FullRecorder() {
            @Override
            public PeerPlugin newConnection(PeerContext context) {
                orphan();
                return null;
            }
        };
        world.registry.addSessionPlugin(stuck, world.origin());
        world.run();
        torrent = new FakeTorrent(world);
        world.torrentLoop.enter(
                () -> assertThatThrownBy(() -> torrent.extensions.newConnection(new FakePeer(world, torrent, 0)))
                        .as("a torrent that was taken over dials nobody")
                        .isInstanceOf(IllegalStateException.class));
        world.run();
        assertThat(extension.calls).isEmpty();
    }

    @Test
    void orphan_whenPluginsComeAndGo_shouldNotDisturbTheOldLoop() {
        begin();
        orphan();
        torrent.posts.clear();
        plugin.calls.clear();
        world.registry.addExtension(new Recorder("other"), world.live());
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertThat(torrent.posts).doesNotContain(PluginCall.CATALOG_CHANGED);
        assertThat(plugin.calls).containsExactly("abort");
    }

    @Test
    void orphan_whenItsPeersWereToldIds_shouldMakeThemFree() {
        List<Recorder> all = new ArrayList<>();
        for (int i = 0; i < 246; i++) {
            Recorder each = new Recorder("n" + i);
            all.add(each);
            world.registry.addExtension(each, world.origin());
        }
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        world.registry.removeExtension(all.get(7));
        world.registry.addExtension(new Recorder("one_more"), world.origin());
        assertThat(world.plugin("one_more").state()).isEqualTo(State.NO_ID);
        orphan();
        world.advanceSeconds(1);
        assertThat(world.plugin("one_more").ids()).containsExactly(17);
    }

    @Test
    void orphan_whenNewTorrentIsUnderWay_shouldNotAskTheNextPlugin() {
        List<String> asked = new ArrayList<>();
        LoopTorrent port = new LoopTorrent(world.torrentLoop);
        var opened = world.registry.open(port);
        for (int ranking : new int[] {2, 1}) {
            world.registry.addTorrentPluginFactory(
                    (context, data) -> {
                        asked.add("asked " + ranking);
                        opened.orphan();
                        return new TorrentPlugin() {};
                    },
                    world.origin("b" + ranking, ranking, Map.of()));
        }
        world.torrentLoop.enter(opened::start);
        assertThat(asked).containsExactly("asked 2");
    }

    @Test
    void open_whenTheOldLifeIsOrphaned_shouldStartAnew() {
        begin();
        var old = plugin.torrent;
        orphan();
        FakeTorrent anew = new FakeTorrent(world);
        FakePeer next = anew.connect();
        next.handshake("x", 9);
        assertThat(plugin.torrent).isNotSameAs(old);
        assertThat(plugin.session.torrents()).containsExactly(plugin.torrent);
        plugin.peer.send("x", new byte[3]);
        world.run();
        assertThat(next.messages()).hasSize(1);
    }
}
