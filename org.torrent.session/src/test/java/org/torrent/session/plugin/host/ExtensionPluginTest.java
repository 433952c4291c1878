package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.PluginLimits;

/** PLUGINS section 1: what an {@link ExtensionPlugin} is told and what becomes of its answers. */
class ExtensionPluginTest {
    private final World world = new World();

    private static byte[] bytes(String text) {
        return BencodeString.of(text).bytes();
    }

    private static ExtensionPlugin echo(String name) {
        return new ExtensionPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
                return Optional.of(payload);
            }
        };
    }

    private static ExtensionPlugin adding(String key, BencodeValue value) {
        return new ExtensionPlugin() {
            @Override
            public String name() {
                return "adds";
            }

            @Override
            public Optional<Map<String, BencodeValue>> onHandshake(
                    InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
                return Optional.of(Map.of(key, value));
            }
        };
    }

    @Test
    void start_whenExtensionsAreThere_shouldOfferThemInOrderOfArrivalFrom10() {
        world.registry.addExtension(new Recorder("b"), world.origin());
        world.registry.addExtension(new Recorder("a"), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.offered("b")).isEqualTo(10);
        assertThat(peer.offered("a")).isEqualTo(11);
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
    }

    @Test
    void callbacks_whenAConnectionLives_shouldComeInOrderAndOnce() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("a", 7);
        peer.receive(10, bytes("hi"));
        peer.close();
        peer.close();
        assertThat(plugin.calls).containsExactly("connected", "handshake", "message hi", "disconnected");
    }

    @Test
    void callbacks_whenThePeerLacksBep10_shouldStillTellOfTheConnection() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakePeer(world, new FakeTorrent(world), 0);
        peer.start();
        peer.receive(10, bytes("hi"));
        peer.close();
        assertThat(plugin.calls).containsExactly("connected", "disconnected");
        assertThat(peer.sent).isEmpty();
    }

    @Test
    void onMessage_whenItReplies_shouldSendWithThePeersId() {
        world.registry.addExtension(echo("a"), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("a", 77);
        peer.receive(10, bytes("hi"));
        assertThat(peer.messages()).singleElement().satisfies(reply -> {
            assertThat(reply.id()).isEqualTo(77);
            assertThat(reply.body()).isEqualTo(bytes("hi"));
        });
    }

    @Test
    void onMessage_whenThePeerNeverOfferedTheName_shouldDropAndCountTheReply() {
        world.registry.addExtension(echo("a"), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.receive(10, bytes("hi"));
        assertThat(peer.messages()).isEmpty();
        assertThat(world.plugin("a").dropped()).isEqualTo(1);
    }

    @Test
    void onMessage_whenThePeerDisabledTheName_shouldNotSendOnItsOldId() {
        world.registry.addExtension(echo("a"), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("a", 77);
        peer.handshake("a", 0);
        peer.receive(10, bytes("hi"));
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    void onMessage_whenThePeerDoesNotRead_shouldDropTheReply() {
        world.registry.addExtension(echo("a"), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("a", 77);
        peer.queuedBytes = PluginLimits.defaults().queuedBytesPerPeer();
        peer.receive(10, bytes("hi"));
        assertThat(peer.messages()).isEmpty();
        assertThat(world.plugin("a").dropped()).isEqualTo(1);
    }

    @Test
    void onMessage_whenThePluginChangesItsPayload_shouldChangeNobodyElses() {
        ExtensionPlugin scribbler = new Recorder("a") {
            @Override
            public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
                payload[0] = 0;
                return Optional.empty();
            }
        };
        world.registry.addExtension(scribbler, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        byte[] body = bytes("hi");
        peer.receive(10, body);
        assertThat(body).isEqualTo(bytes("hi"));
    }

    @Test
    void onHandshake_whenItAddsAKey_shouldRepeatOurHandshakeWithEverything() {
        world.registry.addExtension(adding("greeting", BencodeString.of("hello")), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake("adds", 5);
        torrent.tick(peer);
        assertThat(peer.handshakes()).hasSize(2);
        assertThat(peer.lastHandshake().string("greeting")).contains(BencodeString.of("hello"));
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
        assertThat(peer.offered("adds")).isEqualTo(10);
    }

    @Test
    void onHandshake_whenItAddsTheEnginesKeys_shouldNotReplaceThem() {
        for (String key : new String[] {"v", "reqq", "p", "m", "metadata_size"}) {
            World own = new World();
            own.registry.addExtension(adding(key, BencodeInteger.of(1)), own.origin());
            FakeTorrent torrent = new FakeTorrent(own);
            FakePeer peer = torrent.connect();
            peer.handshake();
            torrent.tick(peer);
            assertThat(peer.handshakes()).as(key).hasSize(1);
        }
    }

    @Test
    void onHandshake_whenItAddsTooMuch_shouldLeaveItOutAndNameThePlugin() {
        world.registry.addExtension(adding("big", BencodeString.of(new byte[9_000])), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake();
        torrent.tick(peer);
        assertThat(peer.handshakes()).hasSize(1);
        assertThat(world.plugin("adds").dropped()).isEqualTo(1);
        assertThat(world.plugin("adds").errors()).isEqualTo(1);
    }

    @Test
    void addExtension_whenTheNameIsABuiltIns_shouldRefuseWithTheReason() {
        for (String name : new String[] {"ut_metadata", "ut_pex", "lt_trackers", "lt_tex"}) {
            world.registry.addExtension(new Recorder(name), world.origin());
            assertThat(world.plugin(name).state()).isEqualTo(State.REFUSED);
            assertThat(world.plugin(name).reason()).contains("built-in");
        }
        assertThat(new FakeTorrent(world).connect().offered("ut_pex")).isNull();
    }

    @Test
    void addExtension_whenTheNameIsTheEngines_shouldRefuseAndStillOfferIt() {
        world.registry.addExtension(new Recorder("lt_donthave"), world.origin());
        assertThat(world.registry.snapshot()).singleElement().satisfies(plugin -> assertThat(plugin.reason())
                .contains("engine's own"));
        assertThat(new FakeTorrent(world).connect().offered("lt_donthave")).isEqualTo(7);
    }

    @Test
    void addExtension_whenTheNameIsMalformedOrThrows_shouldRefuse() {
        String[] names = {null, "", "a b", "x".repeat(65), "\u00e4", "\n"};
        for (String name : names) {
            world.registry.addExtension(new Recorder(name), world.origin());
        }
        world.registry.addExtension(
                () -> {
                    throw new NoClassDefFoundError("gone");
                },
                world.origin());
        assertThat(world.registry.snapshot())
                .hasSize(names.length + 1)
                .allMatch(plugin -> plugin.state() == State.REFUSED);
        assertThat(world.registry.snapshot().get(names.length).reason()).contains("gone");
    }

    @Test
    void addExtension_whenTheNameIsTaken_shouldWaitAndBePromotedByRanking() {
        Recorder holder = new Recorder("a");
        Recorder low = new Recorder("a");
        Recorder high = new Recorder("a");
        world.registry.addExtension(holder, world.origin("holder", 0, Map.of()));
        world.registry.addExtension(low, world.origin("low", 1, Map.of()));
        world.registry.addExtension(high, world.origin("high", 2, Map.of()));
        assertThat(world.registry.snapshot().get(2).state()).isEqualTo(State.WAITING);
        assertThat(world.registry.snapshot().get(2).reason())
                .contains("held by")
                .contains("holder");
        FakePeer peer = new FakeTorrent(world).connect();
        world.registry.removeExtension(holder);
        world.run();
        peer.receive(10, bytes("x"));
        assertThat(high.calls).containsExactly("connected", "message x");
        assertThat(low.calls).isEmpty();
        assertThat(peer.handshakes()).hasSize(1);
    }

    @Test
    void onExtended_whenTheIdWasNeverGiven_shouldCountAndGoOn() {
        FakePeer peer = new FakeTorrent(world).connect();
        peer.receive(99, bytes("x"));
        assertThat(world.registry.unknownIds()).isEqualTo(1);
        assertThat(peer.disconnects).isEmpty();
    }

    @Test
    void theirHandshake_whenRepeated_shouldAddUp() {
        FakePeer peer = new FakeTorrent(world).connect();
        peer.receive(0, bytes("d1:md1:ai5e1:bi6ee4:reqqi77e1:v3:abce"));
        peer.receive(0, bytes("d1:md1:ai0eee"));
        assertThat(peer.extensions.theirNames()).containsExactly("b");
        assertThat(peer.extensions.theirHandshake().orElseThrow().client()).contains("abc");
        assertThat(peer.extensions.theirHandshake().orElseThrow().requestQueue())
                .hasValue(77);
    }

    @Test
    void theirHandshake_whenTooLongToBeKept_shouldBeReplayedAsFarAsTheEngineReadsIt() {
        FakePeer peer = new FakeTorrent(world).connect();
        peer.receive(0, bytes("d1:md1:ai5ee4:reqqi77e1:x5000:" + "x".repeat(5_000) + "e"));
        List<Object> seen = new ArrayList<>();
        Recorder late = new Recorder("a") {
            @Override
            public Optional<Map<String, BencodeValue>> onHandshake(
                    InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
                seen.add(handshake.entries().keySet());
                return Optional.empty();
            }
        };
        world.registry.addExtension(late, world.live());
        world.run();
        assertThat(seen).containsExactly(Set.of("m", "reqq"));
    }

    @Test
    void onExtended_whenHandshakesFloodIn_shouldCloseThatPeer() throws ExtensionProtocolException {
        FakePeer peer = new FakeTorrent(world).connect();
        for (int i = 0; i < PluginLimits.THEIR_HANDSHAKES; i++) {
            peer.tryReceive(0, bytes("de"));
        }
        assertThatThrownBy(() -> peer.tryReceive(0, bytes("de"))).hasMessageContaining("extension handshakes in a row");
    }

    @Test
    void onExtended_whenHandshakesAreRepeatedNowAndThen_shouldGoOn() throws ExtensionProtocolException {
        FakePeer peer = new FakeTorrent(world).connect();
        for (int i = 0; i < 10 * PluginLimits.THEIR_HANDSHAKES; i++) {
            peer.tryReceive(0, bytes("de"));
            world.advanceSeconds(5);
        }
        assertThat(peer.disconnects).isEmpty();
    }
}
