package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginLimits;

/** Standard messages that a full plugin sends, as far as the plugin runtime is concerned. */
class PeerMessageTest {
    private static final BlockRequest BLOCK = new BlockRequest(1, 0, 3);

    private final World world = new World();
    private final FullRecorder plugin = new FullRecorder();
    private FakeTorrent torrent;
    private FakePeer peer;

    private void begin() {
        world.registry.addSessionPlugin(plugin, world.origin());
        world.run();
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
    }

    private CompletableFuture<Void> send(PeerMessage message) {
        CompletableFuture<Void> sent = plugin.peer.send(message).toCompletableFuture();
        world.run();
        return sent;
    }

    @Test
    void send_whenItIsAnyMessage_shouldBeTheProtocolsAndCompleteAtTheSocket() {
        begin();
        Map<PeerMessage, Message> all = Map.ofEntries(
                Map.entry(new PeerMessage.Choke(), new Message.Choke()),
                Map.entry(new PeerMessage.Unchoke(), new Message.Unchoke()),
                Map.entry(new PeerMessage.Interested(), new Message.Interested()),
                Map.entry(new PeerMessage.NotInterested(), new Message.NotInterested()),
                Map.entry(new PeerMessage.Have(4), new Message.Have(4)),
                Map.entry(new PeerMessage.Request(BLOCK), new Message.Request(BLOCK)),
                Map.entry(new PeerMessage.Cancel(BLOCK), new Message.Cancel(BLOCK)),
                Map.entry(new PeerMessage.Reject(BLOCK), new Message.Reject(BLOCK)),
                Map.entry(new PeerMessage.Suggest(5), new Message.Suggest(5)),
                Map.entry(new PeerMessage.AllowedFast(6), new Message.AllowedFast(6)),
                Map.entry(new PeerMessage.Unknown(77, new byte[] {1}), new Message.Unknown(77, new byte[] {1})));
        all.forEach((message, onTheWire) -> {
            CompletableFuture<Void> sent = send(message);
            assertThat(peer.said.get(peer.said.size() - 1)).isEqualTo(onTheWire);
            assertThat(sent).isNotDone();
            peer.written.complete(null);
            assertThat(sent).isCompleted();
        });
    }

    @Test
    void send_whenItIsABlockFromAnotherThread_shouldCopyThePayloadInTheCall() {
        begin();
        ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3});
        plugin.peer.send(new PeerMessage.Piece(BLOCK, payload));
        payload.put(0, (byte) 9);
        world.run();
        assertThat(peer.pieces).containsExactly(new byte[] {1, 2, 3});
        assertThat(payload.remaining()).isEqualTo(3);
    }

    @Test
    void send_whenItIsDontHave_shouldUseTheirIdForIt() {
        begin();
        assertFailed(send(new PeerMessage.DontHave(7)), "lt_donthave");
        peer.handshake("lt_donthave", 9);
        send(new PeerMessage.DontHave(7));
        assertThat(peer.messages()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(9);
            assertThat(message.body()).containsExactly(0, 0, 0, 7);
        });
    }

    @Test
    void send_whenTheEngineRefuses_shouldFailWithTheReason() {
        begin();
        peer.refusal = "the peer chokes us";
        assertFailed(send(new PeerMessage.Request(BLOCK)), "the peer chokes us");
        assertFailed(send(new PeerMessage.Unknown(4, new byte[0])), "the engine's own");
        assertFailed(send(new PeerMessage.Unknown(77, new byte[PluginLimits.UNKNOWN_BYTES + 1])), "at most");
    }

    @Test
    void send_whenTooMuchIsQueued_shouldFailUntilSomeReachedTheSocket() {
        begin();
        byte[] body = new byte[PluginLimits.UNKNOWN_BYTES];
        PeerMessage large = new PeerMessage.Unknown(77, body);
        CompletableFuture<Void> first = send(large);
        CompletableFuture<Void> written = peer.written;
        int room = PluginLimits.defaults().queuedBytesPerPlugin() / (body.length + PluginLimits.MESSAGE_BYTES);
        for (int i = 1; i < room; i++) {
            assertThat(send(large)).isNotDone();
        }
        assertFailed(send(large), "too much");
        written.complete(null);
        assertThat(first).isCompleted();
        assertThat(send(large)).isNotDone();
        peer.queuedBytes = PluginLimits.defaults().queuedBytesPerPeer();
        assertFailed(send(large), "too much");
    }

    @Test
    void send_whenAHookAnswersItsOwnMessages_shouldEnd() {
        FullRecorder echo = new FullRecorder();
        world.registry.addSessionPlugin(echo, world.origin());
        world.run();
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        peer.onSaid = message -> echo.peer.send(new PeerMessage.Choke());
        world.torrentLoop.enter(() -> echo.peer.send(new PeerMessage.Choke()));
        assertThat(peer.said).hasSize(PluginLimits.NESTED_MESSAGES);
    }

    @Test
    void send_whenAHookAnswersItsOwnExtendedMessages_shouldEnd() {
        FullRecorder echo = new FullRecorder();
        world.registry.addSessionPlugin(echo, world.speaking("echo"));
        world.run();
        torrent = new FakeTorrent(world);
        peer = torrent.connect();
        peer.handshake("echo", 9);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        peer.onExtended = () -> all.add(echo.peer.send("echo", new byte[] {1}).toCompletableFuture());
        world.torrentLoop.enter(() -> peer.onExtended.run());
        assertThat(peer.messages()).hasSize(PluginLimits.NESTED_MESSAGES);
        assertFailed(all.get(0), "within each other"); // the innermost is noted first
    }

    @Test
    void send_whenPluginOrConnectionLeft_shouldThrowAndFailWhatWaits() {
        begin();
        CompletableFuture<Void> sent = send(new PeerMessage.Choke());
        peer.close();
        peer.written.completeExceptionally(new IllegalStateException("the connection ended"));
        assertThat(sent).isCompletedExceptionally();
        assertThatThrownBy(() -> plugin.peer.send(new PeerMessage.Choke())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> plugin.peer.findPlugin(PeerPlugin.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void findPlugin_whenOthersAreThere_shouldSeeThoseOfTheSameBundleOnly() {
        PeerPlugin friend = new Named();
        Runnable stranger = new Stranger();
        begin();
        world.registry.addTorrentPluginFactory(factory(friend), world.live());
        world.registry.addTorrentPluginFactory(
                factory((PeerPlugin) stranger), world.origin("org.stranger", 0, Map.of("torrent.adoption", "live")));
        world.run();
        assertThatThrownBy(() -> plugin.peer.findPlugin(Named.class)).isInstanceOf(IllegalStateException.class);
        world.torrentLoop.enter(() -> {
            assertThat(plugin.peer.findPlugin(Named.class)).containsSame((Named) friend);
            assertThat(plugin.peer.findPlugin(Runnable.class)).isEmpty();
        });
    }

    private static TorrentPluginFactory factory(PeerPlugin made) {
        return (torrent, data) -> new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext connection) {
                return made;
            }
        };
    }

    private static final class Named implements PeerPlugin {}

    private static final class Stranger implements PeerPlugin, Runnable {
        @Override
        public void run() {}
    }

    private static void assertFailed(CompletableFuture<Void> sent, String reason) {
        assertThat(sent).isCompletedExceptionally();
        assertThatThrownBy(sent::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }
}
