package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.session.plugin.PluginLimits;

/** What the handles of full plugins do, and that they end. */
class ContextTest {
    private final World world = new World();
    private final FullRecorder plugin = new FullRecorder();

    private FakeTorrent torrent;
    private FakePeer peer;

    private void begin() {
        world.registry.addSessionPlugin(plugin, world.speaking("x"));
        world.run();
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        peer.handshake("x", 44, "y", 45);
    }

    private static CompletableFuture<Void> future(FullRecorder plugin, String name, int bytes) {
        return plugin.peer.send(name, new byte[bytes]).toCompletableFuture();
    }

    @Test
    void send_whenThePeerOffersTheName_shouldUseItsIdAndCompleteAtTheSocket() {
        begin();
        CompletableFuture<Void> sent = future(plugin, "x", 5);
        world.run();
        assertThat(peer.messages()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(44);
            assertThat(message.body()).hasSize(5);
        });
        assertThat(sent).isNotDone();
        peer.messages().get(0).written().complete(null);
        assertThat(sent).isCompleted();
    }

    @Test
    void send_whenTheNameIsNotDeclaredOrNotOffered_shouldFail() {
        begin();
        assertThat(future(plugin, "y", 1)).isCompletedExceptionally();
        peer.handshake("x", 0);
        CompletableFuture<Void> sent = future(plugin, "x", 1);
        world.run();
        assertThat(sent).isCompletedExceptionally();
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    void send_whenTooMuchIsQueued_shouldFailUntilSomeReachedTheSocket() {
        begin();
        int cap = PluginLimits.defaults().queuedBytesPerPlugin();
        CompletableFuture<Void> whole = future(plugin, "x", cap / 8);
        List<CompletableFuture<Void>> more = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            more.add(future(plugin, "x", cap / 8));
        }
        world.run();
        assertThat(more.get(7)).isCompletedExceptionally();
        assertThat(more.get(6)).isNotDone();
        peer.messages().get(0).written().complete(null);
        assertThat(whole).isCompleted();
        assertThat(future(plugin, "x", cap / 8)).isNotDone();
    }

    @Test
    void send_whenThePeerDoesNotRead_shouldFail() {
        begin();
        peer.queuedBytes = PluginLimits.defaults().queuedBytesPerPeer();
        CompletableFuture<Void> sent = future(plugin, "x", 1);
        world.run();
        assertThat(sent).isCompletedExceptionally();
    }

    @Test
    void send_whenThePluginLeaves_shouldFailWhatIsPending() {
        begin();
        CompletableFuture<Void> sent = future(plugin, "x", 5);
        CompletableFuture<Boolean> supplied =
                plugin.torrent.supplyMetadata(new byte[1]).toCompletableFuture();
        world.run();
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertThat(sent).isCompletedExceptionally();
        assertThat(supplied).isCompletedExceptionally();
        torrent.supplied.complete(true);
    }

    @Test
    void contexts_whenThePluginLeft_shouldThrow() {
        begin();
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertGone(plugin.session::torrents);
        assertGone(plugin.torrent::id);
        assertGone(plugin.torrent::repeatHandshake);
        assertGone(() -> plugin.torrent.execute(() -> {}));
        assertGone(plugin.torrent::nowNanos);
        assertGone(plugin.peer::remote);
        assertGone(() -> plugin.peer.send("x", new byte[1]));
        assertGone(() -> plugin.peer.disconnect("x"));
    }

    @Test
    void contexts_whenConnectionAndTorrentEnded_shouldThrow() {
        begin();
        peer.close();
        assertGone(plugin.peer::snapshot);
        assertThat(plugin.torrent.id()).isEqualTo(FakeTorrent.ID);
        assertThat(plugin.session.torrents()).hasSize(1);
        world.torrentLoop.enter(torrent.extensions::close);
        assertGone(plugin.torrent::id);
        assertThat(plugin.session.torrents()).isEmpty();
    }

    private static void assertGone(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("left");
    }

    @Test
    void abort_whenThePluginLeaves_shouldBeItsLastCallWithAWorkingContext() {
        List<Integer> torrents = new ArrayList<>();
        FullRecorder own = new FullRecorder() {
            @Override
            public void abort() {
                torrents.add(session.torrents().size());
            }
        };
        world.registry.addSessionPlugin(own, world.origin());
        world.run();
        world.registry.removeSessionPlugin(own);
        world.run();
        assertThat(torrents).containsExactly(0);
    }

    @Test
    void peers_whenAskedOnTheLoop_shouldBeThoseThatRunThePlugin() {
        begin();
        assertThatThrownBy(plugin.torrent::peers).isInstanceOf(IllegalStateException.class);
        world.torrentLoop.enter(() -> assertThat(plugin.torrent.peers()).containsExactly(plugin.peer));
    }

    @Test
    void execute_whenTheTaskThrows_shouldCountAnErrorOfThePlugin() {
        begin();
        plugin.torrent.execute(() -> {
            throw new IllegalArgumentException("planned");
        });
        world.run();
        assertThat(world.registry.snapshot().get(0).errors()).isEqualTo(1);
    }

    @Test
    void disconnect_whenAsked_shouldNameThePlugin() {
        begin();
        plugin.peer.disconnect("I don't like it");
        world.run();
        assertThat(peer.disconnects).singleElement().asString().contains("org.example 1.2.3", "I don't like it");
    }

    @Test
    void snapshotOfNames_whenTheyChange_shouldFollow() {
        begin();
        assertThat(plugin.peer.extensionNames()).containsExactlyInAnyOrder("x", "y");
        assertThat(plugin.peer.localId("x")).hasValue(10);
        assertThat(plugin.peer.localId("y")).isEmpty();
    }

    @Test
    void postAlert_whenItIsThePluginsOwnClass_shouldBecomeAPlainOne() {
        begin();
        Alert own = new Alert(Alert.of(AlertCategory.EXTENSION, "mine", "text")
                .detail("n", 1)
                .detail("o", new StringBuilder("s"))) {};
        plugin.session.postAlert(own);
        plugin.torrent.postAlert(own);
        List<Alert> posted = world.engineAlerts.recent();
        assertThat(posted)
                .filteredOn(alert -> alert.what().equals("mine"))
                .hasSize(2)
                .allSatisfy(alert -> {
                    assertThat(alert.getClass()).isEqualTo(Alert.class);
                    assertThat(alert.details()).containsEntry("n", 1).containsEntry("o", "s");
                });
    }

    @Test
    void dataDirectory_whenAsked_shouldBeThePluginsOwnBelowTheRoot(@TempDir Path data) {
        World own = new World(PluginLimits.defaults(), data);
        own.registry.addSessionPlugin(plugin, own.origin("..", 0, Map.of("component.name", "../../evil")));
        own.run();
        Path directory = plugin.session.dataDirectory();
        assertThat(Files.isDirectory(directory)).isTrue();
        assertThat(directory.normalize()).startsWith(data).isNotEqualTo(data);
    }

    @Test
    void dataDirectory_whenThereIsNoRoot_shouldSaySo() {
        begin();
        assertThatThrownBy(plugin.session::dataDirectory).isInstanceOf(IllegalStateException.class);
    }
}
