package org.torrent.ext.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;

class TestSwarmTest {
    private static final String LIVE = PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE;

    private final List<String> heard = new ArrayList<>();

    /** Answers with the question, backwards; throws at an empty one. */
    private static final class Backwards implements ExtensionPlugin {
        @Override
        public String name() {
            return "backwards";
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            if (payload.length == 0) {
                throw new IllegalStateException("nothing to turn");
            }
            return Optional.of(bytes(new StringBuilder(text(payload)).reverse().toString()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A full plugin that makes one part for each connection. */
    private interface Connections extends TorrentPluginFactory, TorrentPlugin {
        @Override
        PeerPlugin newConnection(PeerContext peer);

        @Override
        default TorrentPlugin newTorrent(org.torrent.ext.api.TorrentContext torrent, Object userData) {
            return this;
        }
    }

    @Test
    void ask_whenAnExtensionIsDeployed_shouldReturnItsAnswer() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.seeder();
            session.deploy(new Backwards());
            TestPeer peer = session.connect("backwards");
            assertThat(text(peer.ask("backwards", bytes("abc")))).isEqualTo("cba");
            assertThat(text(peer.ask("backwards", bytes("de")))).isEqualTo("ed");
        }
    }

    @Test
    void undeploy_whenTimePasses_shouldTakeTheNameAway() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.leecher();
            TestPeer peer = session.connect("backwards");
            assertThat(peer.offers()).doesNotContain("backwards");
            Backwards plugin = new Backwards();
            session.deploy(plugin, LIVE);
            swarm.await("it is offered", () -> peer.offers().contains("backwards"));
            session.undeploy(plugin);
            swarm.await("it is offered no more", () -> !peer.offers().contains("backwards"));
            assertThatThrownBy(() -> peer.send("backwards", bytes("x")))
                    .hasMessageContaining("does not offer backwards");
        }
    }

    @Test
    void deploy_whenTheNameIsTaken_shouldFailAndSayWhy() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.leecher();
            session.deploy(new Backwards());
            assertThatThrownBy(() -> session.deploy(new Backwards())).hasMessageContaining("WAITING");
        }
    }

    @Test
    void close_whenAPluginThrew_shouldFailUnlessThatWasExpected() {
        TestSwarm swarm = new TestSwarm();
        TestSession session = swarm.leecher();
        session.deploy(new Backwards());
        TestPeer peer = session.connect("backwards");
        peer.send("backwards", new byte[0]);
        swarm.runFor(Duration.ofSeconds(1));
        assertThatThrownBy(swarm::close)
                .hasMessageContaining("backwards")
                .hasMessageContaining("onMessage threw java.lang.IllegalStateException: nothing to turn");
    }

    @Test
    void close_whenAPluginThrewThatIsGoneByNow_shouldFail() {
        TestSwarm swarm = new TestSwarm();
        TestSession session = swarm.leecher();
        Backwards plugin = new Backwards();
        session.deploy(plugin);
        session.connect("backwards").send("backwards", new byte[0]);
        swarm.runFor(Duration.ofSeconds(1));
        session.undeploy(plugin);
        assertThatThrownBy(swarm::close).isInstanceOf(AssertionError.class).hasMessageContaining("backwards");
    }

    @Test
    void close_whenAPluginThrewAsExpected_shouldBeFine() {
        TestSwarm swarm = new TestSwarm();
        TestSession session = swarm.leecher();
        session.expectErrors();
        session.deploy(new Backwards());
        session.connect("backwards").send("backwards", new byte[0]);
        swarm.runFor(Duration.ofSeconds(1));
        assertThatCode(swarm::close).doesNotThrowAnyException();
    }

    @Test
    void deploy_whenAFullPluginSpeaksFirst_shouldBeHeardByThePeer() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.seeder();
            Connections greeter = peer -> new PeerPlugin() {
                @Override
                public boolean onExtensionHandshake(BencodeDictionary handshake) {
                    heard.add(handshake.string("v").map(BencodeString::text).orElse("nobody"));
                    return true;
                }

                @Override
                public void tick() {
                    if (peer.extensionNames().contains("greeting")) {
                        peer.send("greeting", bytes("hello"));
                    }
                }
            };
            session.deploy(greeter, PluginProperties.EXTENSION_NAMES + "=greeting");
            TestPeer peer = session.connect("greeting");
            peer.sayHandshake(Map.of("v", BencodeString.of("a client")));
            assertThat(text(peer.await("greeting"))).isEqualTo("hello");
            assertThat(heard).containsExactly("nobody", "a client");
        }
    }

    @Test
    void send_whenThePeerAsksForABlock_shouldGetItOrWhatThePluginDecides() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.seeder();
            Connections refuser = peer -> new PeerPlugin() {
                @Override
                public Verdict onRequest(BlockRequest request) {
                    return request.piece() == 1 ? Verdict.HANDLED : Verdict.PASS;
                }
            };
            session.deploy(refuser);
            TestPeer peer = session.connect();
            peer.send(new PeerMessage.Interested());
            peer.await(PeerMessage.Unchoke.class);
            peer.send(new PeerMessage.Request(new BlockRequest(1, 0, 1024)));
            peer.send(new PeerMessage.Request(new BlockRequest(0, 1024, 1024)));
            PeerMessage.Piece piece = peer.await(PeerMessage.Piece.class);
            byte[] expected = new byte[1024];
            System.arraycopy(swarm.payload(), 1024, expected, 0, 1024);
            assertThat(piece.payload().array()).isEqualTo(expected);
            assertThat(peer.await(PeerMessage.Reject.class).block().piece()).isEqualTo(1);
            peer.disconnect();
            assertThat(peer.isConnected()).isFalse();
        }
    }

    @Test
    void transfer_whenASessionPluginWatches_shouldTellItOfBothEnds() {
        try (TestSwarm swarm = new TestSwarm(7)) {
            LoopbackPair pair = swarm.pair();
            pair.seeder().deploy(new Backwards());
            pair.leecher().deploy(watcher());
            pair.connect();
            pair.transfer();
            swarm.await(
                    "what it posted", () -> !pair.leecher().alerts("watcher").isEmpty());
            assertThat(heard).contains("added", "torrent_finished");
            assertThat(pair.leecher().torrent().snapshot().piecesDone())
                    .isEqualTo(swarm.metainfo().layout().pieceCount());
        }
        assertThat(heard).contains("abort");
    }

    private SessionPlugin watcher() {
        return new SessionPlugin() {
            private SessionContext session;

            @Override
            public void added(SessionContext context) {
                session = context;
                heard.add("added");
            }

            @Override
            public void onAlert(Alert alert) {
                heard.add(alert.what());
                if (alert.what().equals("torrent_finished")) {
                    session.postAlert(Alert.of(AlertCategory.EXTENSION, "watcher", "it is done")
                            .build());
                }
            }

            @Override
            public void abort() {
                heard.add("abort");
            }
        };
    }

    @Test
    void deploy_whenAPropertyIsNone_shouldSayHowToWriteIt() {
        try (TestSwarm swarm = new TestSwarm()) {
            TestSession session = swarm.leecher();
            assertThatThrownBy(() -> session.deploy(new Backwards(), "live")).hasMessageContaining("name=value");
        }
    }
}
