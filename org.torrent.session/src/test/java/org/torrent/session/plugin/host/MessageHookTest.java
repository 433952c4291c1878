package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;

/** PLUGINS section 2: what full plugins are asked and told about messages. */
class MessageHookTest {
    private final World world = new World();
    private final List<String> calls = new ArrayList<>();

    /** Writes down what arrives and leaves. */
    private class Watcher implements PeerPlugin {
        private final String name;
        private final Verdict verdict;

        Watcher(String name, Verdict verdict) {
            this.name = name;
            this.verdict = verdict;
        }

        @Override
        public Verdict onHave(int piece) {
            calls.add(name + " onHave " + piece);
            return verdict;
        }

        @Override
        public void sentHave(int piece) {
            calls.add(name + " sentHave " + piece);
        }

        @Override
        public void sentPayload(long bytes) {
            calls.add(name + " sentPayload " + bytes);
        }
    }

    private void add(int ranking, Supplier<PeerPlugin> plugin) {
        world.registry.addTorrentPluginFactory(
                (torrent, data) -> new TorrentPlugin() {
                    @Override
                    public PeerPlugin newConnection(PeerContext peer) {
                        return plugin.get();
                    }
                },
                world.origin("bundle" + ranking, ranking, Map.of()));
    }

    private Verdict received(FakePeer peer, Message message) {
        Verdict[] verdict = new Verdict[1];
        world.torrentLoop.enter(() -> verdict[0] = peer.extensions.received(message));
        return verdict[0];
    }

    private void sent(FakePeer peer, Message message) {
        world.torrentLoop.enter(() -> peer.extensions.sent(message));
    }

    @Test
    void received_whenAllPass_shouldAskEachByRanking() {
        add(1, () -> new Watcher("low", Verdict.PASS));
        add(2, () -> new Watcher("high", Verdict.PASS));
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(received(peer, new Message.Have(7))).isEqualTo(Verdict.PASS);
        assertThat(calls).containsExactly("high onHave 7", "low onHave 7");
    }

    @Test
    void received_whenHandled_shouldSkipLaterOnesAndTellTheEngine() {
        add(1, () -> new Watcher("low", Verdict.PASS));
        add(2, () -> new Watcher("high", Verdict.HANDLED));
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(received(peer, new Message.Have(7))).isEqualTo(Verdict.HANDLED);
        assertThat(calls).containsExactly("high onHave 7");
    }

    @Test
    void received_whenTheVerdictIsNullOrItThrows_shouldPass() {
        add(2, () -> new Watcher("null", null));
        add(1, () -> new PeerPlugin() {
            @Override
            public Verdict onHave(int piece) {
                throw new NoClassDefFoundError("planned");
            }
        });
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(received(peer, new Message.Have(7))).isEqualTo(Verdict.PASS);
        assertThat(world.registry.snapshot().get(1).errors()).isEqualTo(1);
    }

    @Test
    void received_whenAHandshake_shouldNotAskAboutAMessage() {
        FullRecorder plugin = new FullRecorder();
        world.registry.addSessionPlugin(plugin, world.origin());
        world.run();
        FakePeer peer = new FakeTorrent(world).connect();
        plugin.verdict = Verdict.HANDLED;
        assertThat(received(peer, new Message.Extended(0, new byte[2]))).isEqualTo(Verdict.PASS);
        assertThat(received(peer, new Message.Extended(3, new byte[2]))).isEqualTo(Verdict.HANDLED);
        assertThat(plugin.calls).contains("onExtended 3 2").doesNotContain("onExtended 0 2");
    }

    @Test
    void sent_whenMessagesAndPayloadLeave_shouldTellEach() {
        add(1, () -> new Watcher("low", Verdict.PASS));
        add(2, () -> new Watcher("high", Verdict.HANDLED));
        FakePeer peer = new FakeTorrent(world).connect();
        sent(peer, new Message.Have(3));
        sent(peer, new Message.Choke());
        world.torrentLoop.enter(() -> peer.extensions.sentPayload(16_384));
        assertThat(calls)
                .containsExactly(
                        "high sentHave 3", "low sentHave 3", "high sentPayload 16384", "low sentPayload 16384");
    }

    @Test
    void messages_whenNobodyOverrides_shouldCallNothing() {
        add(1, () -> new PeerPlugin() {});
        FakePeer peer = new FakeTorrent(world).connect();
        long before = world.registry.snapshot().get(0).calls();
        assertThat(received(peer, new Message.Have(7))).isEqualTo(Verdict.PASS);
        sent(peer, new Message.Have(7));
        world.torrentLoop.enter(() -> peer.extensions.sentPayload(1));
        assertThat(world.registry.snapshot().get(0).calls()).isEqualTo(before);
    }

    @Test
    void messages_whenThePluginLeftOrTheConnectionEnded_shouldCallNothing() {
        FullRecorder plugin = new FullRecorder();
        world.registry.addSessionPlugin(plugin, world.origin());
        world.run();
        FakePeer peer = new FakeTorrent(world).connect();
        plugin.verdict = Verdict.HANDLED;
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertThat(received(peer, new Message.Extended(3, new byte[2]))).isEqualTo(Verdict.PASS);
        add(1, () -> new Watcher("late", Verdict.HANDLED));
        FakePeer other = new FakeTorrent(world).connect();
        other.close();
        assertThat(received(other, new Message.Have(3))).isEqualTo(Verdict.PASS);
        assertThat(calls).isEmpty();
    }

    @Test
    void messages_whenOnAnotherThread_shouldThrow() {
        add(1, () -> new Watcher("", Verdict.PASS));
        FakePeer peer = new FakeTorrent(world).connect();
        assertThatThrownBy(() -> peer.extensions.received(new Message.Have(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> peer.extensions.sent(new Message.Have(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> peer.extensions.sentPayload(1)).isInstanceOf(IllegalStateException.class);
    }
}
