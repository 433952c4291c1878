package org.torrent.dht.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.dht.node.OneNode.at;
import static org.torrent.dht.node.OneNode.bytes;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.source.ItemKeys;
import org.torrent.dht.store.DhtItem;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Items that others leave with a node (BEP 44). */
class ItemsTest {
    private static final InetSocketAddress ALICE = at("1.2.3.4");

    private final OneNode one = new OneNode();
    private final ItemKeys keys = ItemKeys.of(new byte[32]);

    @BeforeEach
    void alicesAddressIsProven() {
        one.meet(ALICE, NodeId.random(one.random));
    }

    private OneNode.Sent put(DhtItem item, Map<String, BencodeValue> more) {
        one.pass(java.time.Duration.ofSeconds(1));
        Map<String, BencodeValue> arguments = new TreeMap<>(ItemFields.withSalt(item));
        arguments.put("token", bytes(one.token(ALICE, NodeId.random(one.random)).getBytes(ISO_8859_1)));
        arguments.putAll(more);
        return one.ask(ALICE, "put", arguments).get(0);
    }

    private OneNode.Sent get(NodeId target, Map<String, BencodeValue> more) {
        one.pass(java.time.Duration.ofSeconds(1));
        Map<String, BencodeValue> arguments = new TreeMap<>(more);
        arguments.put("target", bytes(target));
        return one.ask(ALICE, "get", arguments).get(0);
    }

    private DhtItem item(String salt, long sequence, String value) {
        return keys.sign(salt.getBytes(ISO_8859_1), sequence, BencodeString.of(value));
    }

    @Test
    void put_whenTheItemIsImmutable_shouldBeFoundByItsDigest() {
        DhtItem item = DhtItem.immutable(BencodeString.of("Hello World!"));
        assertThat(put(item, Map.of()).response().id()).isEqualTo(one.own);
        assertThat(get(item.target(), Map.of()).response().values().get("v")).contains(item.value());
    }

    @Test
    void put_whenTheItemIsMutable_shouldFollowTheHighestNumber() {
        DhtItem second = item("news", 2, "two");
        assertThat(put(second, Map.of()).response()).isNotNull();
        assertThat(put(item("news", 1, "one"), Map.of()).error()).isEqualTo(KrpcWriter.SEQUENCE);
        assertThat(put(item("news", 2, "other"), Map.of()).error()).isEqualTo(KrpcWriter.SEQUENCE);
        assertThat(put(second, Map.of()).response()).as("once more").isNotNull();
        assertThat(put(item("news", 3, "three"), Map.of("cas", BencodeInteger.of(1)))
                        .error())
                .isEqualTo(KrpcWriter.CAS);
        assertThat(put(item("news", 3, "three"), Map.of("cas", BencodeInteger.of(2)))
                        .response())
                .isNotNull();
        var values = get(second.target(), Map.of()).response().values();
        assertThat(values.get("v")).contains(BencodeString.of("three"));
        assertThat(values.integer("seq")).hasValue(3);
        assertThat(get(second.target(), Map.of("seq", BencodeInteger.of(3)))
                        .response()
                        .values()
                        .get("v"))
                .as("known already")
                .isEmpty();
    }

    @Test
    void put_whenAnythingIsWrong_shouldSayWhat() {
        DhtItem item = item("", 1, "x");
        assertThat(put(item, Map.of("sig", bytes(new byte[64]))).error()).isEqualTo(KrpcWriter.SIGNATURE);
        assertThat(put(item, Map.of("sig", bytes(new byte[3]))).error()).isEqualTo(KrpcWriter.PROTOCOL);
        assertThat(put(item, Map.of("token", BencodeString.of("x"))).error()).isEqualTo(KrpcWriter.PROTOCOL);
        assertThat(put(item("s".repeat(65), 1, "x"), Map.of()).error()).isEqualTo(KrpcWriter.SALT);
        assertThat(put(DhtItem.immutable(BencodeString.of("x".repeat(998))), Map.of())
                        .error())
                .isEqualTo(KrpcWriter.TOO_BIG);
        assertThat(one.node.status().items()).isZero();
    }

    @Test
    void get_whenTheAddressIsNotProven_shouldAskItFirstAndThenAnswerInFull() {
        DhtItem item = DhtItem.immutable(BencodeString.of("x".repeat(900)));
        put(item, Map.of());
        InetSocketAddress bob = at("5.6.7.8");
        List<OneNode.Sent> first = one.ask(bob, "get", Map.of("target", bytes(item.target())));
        assertThat(first).hasSize(1);
        assertThat(first.get(0).text()).contains("4:ping");
        int before = one.sent.size();
        one.answer(first.get(0), NodeId.random(one.random), Map.of());
        assertThat(one.sent.get(before).to()).isEqualTo(bob);
        assertThat(one.sent.get(before).response().transaction()).isEqualTo(BencodeString.of("aa"));
        assertThat(one.sent.get(before).response().values().get("v")).contains(item.value());
    }
}
