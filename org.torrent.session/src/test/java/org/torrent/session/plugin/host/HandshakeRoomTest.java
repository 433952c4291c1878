package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.PluginLimits;

/** How much plugins may add to our extension handshake: PLUGINS "Budgets of a plugin". */
class HandshakeRoomTest {
    private static final int KIB = 1024;

    private final World world = new World();

    private void add(String bundle, Consumer<HandshakeBuilder> writes) {
        world.registry.addSessionPlugin(
                new FullRecorder() {
                    @Override
                    public void addHandshake(HandshakeBuilder handshake) {
                        writes.accept(handshake);
                    }
                },
                world.origin(bundle, 0, Map.of()));
        world.run();
    }

    private static BencodeValue kib(int count) {
        return BencodeString.of(new byte[count * KIB]);
    }

    private String alerts() {
        return world.alerts.stream().map(Alert::message).toList().toString();
    }

    @Test
    void put_whenItIsFiveMegabytes_shouldKeepTheEnginesKeysAndNameThePlugin() {
        add("greedy", handshake -> {
            handshake.put("big", BencodeString.of(new byte[5_000_000]));
            handshake.put("v", BencodeString.of(new byte[5_000_000]));
            handshake.put("small", BencodeInteger.of(1));
        });
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.lastHandshake().get("big")).isEmpty();
        assertThat(peer.lastHandshake().string("v")).contains(BencodeString.of("engine"));
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
        assertThat(peer.lastHandshake().integer("small")).hasValue(1);
        assertThat(world.registry.snapshot().get(0).errors()).as("once a call").isEqualTo(1);
        assertThat(alerts()).contains("(greedy 1.2.3): addHandshake: the key big is left out");
    }

    @Test
    void put_whenManyKeysAreTooMuch_shouldTakeThoseThatFit() {
        add("many", handshake -> {
            for (int i = 0; i < 20; i++) {
                handshake.put("key" + i, kib(1));
            }
        });
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.lastHandshake().entries().keySet())
                .filteredOn(key -> key.startsWith("key"))
                .hasSize(7);
        assertThat(world.registry.snapshot().get(0).dropped()).isEqualTo(13);
    }

    @Test
    void put_whenAKeyIsReplacedOrRemoved_shouldCountWhatIsThere() {
        add("changes", handshake -> {
            for (int i = 0; i < 20; i++) {
                handshake.put("same", kib(7));
            }
            handshake.remove("same");
            handshake.put("other", kib(7));
        });
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.lastHandshake().get("same")).isEmpty();
        assertThat(peer.lastHandshake().get("other")).isPresent();
        assertThat(world.registry.snapshot().get(0).errors()).isZero();
    }

    @Test
    void put_whenTheValueIsNestedTooDeeply_shouldLeaveItOut() {
        BencodeValue value = BencodeList.of();
        for (int depth = 0; depth < 3_000; depth++) {
            value = BencodeList.of(value);
        }
        BencodeValue deep = value;
        add("deep", handshake -> handshake.put("deep", deep));
        assertThat(new FakeTorrent(world).connect().lastHandshake().get("deep")).isEmpty();
        assertThat(alerts()).contains(Limits.BENCODE_DEPTH + " levels deep");
    }

    @Test
    void put_whenTheKeyCanNotBeSent_shouldThrowInThePlugin() {
        add("odd", handshake -> handshake.put("\u20ac", BencodeInteger.of(1)));
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
        assertThat(world.registry.snapshot().get(0).errors()).isEqualTo(1);
    }

    @Test
    void put_whenAllTogetherAreTooMuch_shouldLeaveOutTheLastAndStayReadable() {
        for (int i = 0; i < 6; i++) {
            String key = "key" + i;
            add("bundle" + i, handshake -> handshake.put(key, kib(7)));
        }
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(peer.lastHandshake().entries().keySet())
                .filteredOn(key -> key.startsWith("key"))
                .containsExactly("key0", "key1", "key2", "key3");
        assertThat(peer.sent.get(0).body().length)
                .isLessThan(PluginLimits.HANDSHAKE_BYTES_IN_SUM + KIB)
                .isLessThan(Limits.MESSAGE_BYTES);
        assertThat(world.registry.snapshot())
                .allSatisfy(plugin -> assertThat(plugin.errors()).isZero());
        assertThat(alerts()).contains("(bundle5 1.2.3): the handshake key key5 is left out: all plugins together");
    }
}
