package org.torrent.dht.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.dht.node.OneNode.at;
import static org.torrent.dht.node.OneNode.bytes;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.store.SwarmFilter;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;

/** What a node answers (BEP 5, 32, 33, 42, 43, 51). */
class NodeAnswersTest {
    private static final InetSocketAddress ALICE = at("1.2.3.4");
    private static final InetSocketAddress BOB = at("5.6.7.8");

    private final OneNode one = new OneNode();
    private final NodeId infoHash = NodeId.random(one.random);

    @Test
    void ping_whenAsked_shouldAnswerWithOurIdAndTheirAddress() {
        List<OneNode.Sent> answers = one.ask(ALICE, "ping", Map.of());
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(ALICE);
        assertThat(answers.get(0).response().id()).isEqualTo(one.own);
        assertThat(answers.get(0).response().ourAddress()).contains(ALICE);
    }

    @Test
    void findNode_whenThereAreMany_shouldNameTheNearestEight() {
        for (int i = 1; i <= 40; i++) {
            one.meet(at("30." + i + ".1.1"), NodeId.random(one.random));
        }
        NodeId target = NodeId.random(one.random);
        List<NodeAddress> expected = one.node.nodes(Family.V4).stream()
                .sorted((a, b) -> target.nearest().compare(a.id(), b.id()))
                .limit(DhtLimits.BUCKET)
                .toList();
        one.meet(ALICE, NodeId.random(one.random)); // proven: nothing is cut
        byte[] nodes = one.ask(ALICE, "find_node", Map.of("target", bytes(target)))
                .get(0)
                .response()
                .values()
                .string("nodes")
                .orElseThrow()
                .bytes();
        assertThat(Compact.nodes(nodes, Family.V4, 100)).hasSize(8).containsAnyElementsOf(expected);
        assertThat(one.node.size(Family.V4)).isGreaterThan(15);
    }

    @Test
    void announcePeer_whenTheTokenIsTheirs_shouldNameThemToOthers() {
        String token = one.token(ALICE, infoHash);
        assertThat(one.ask(ALICE, "announce_peer", one.announce(infoHash, token, 7000, false))
                        .get(0)
                        .response()
                        .id())
                .isEqualTo(one.own);
        BencodeList values = one.ask(BOB, "get_peers", Map.of("info_hash", bytes(infoHash)))
                .get(0)
                .response()
                .values()
                .list("values")
                .orElseThrow();
        assertThat(values.values()).containsExactly(bytes(Compact.endpoint(at("1.2.3.4", 7000))));
        assertThat(one.node.status().peers()).isEqualTo(1);
    }

    @Test
    void announcePeer_whenThePortIsImplied_shouldTakeTheOneItCameFrom() {
        String token = one.token(ALICE, infoHash);
        one.ask(
                ALICE,
                "announce_peer",
                Map.of(
                        "info_hash", bytes(infoHash),
                        "token", bytes(token.getBytes(ISO_8859_1)),
                        "port", BencodeInteger.of(1),
                        "implied_port", BencodeInteger.of(1)));
        assertThat(one.ask(BOB, "get_peers", Map.of("info_hash", bytes(infoHash)))
                        .get(0)
                        .text())
                .contains(new String(Compact.endpoint(ALICE), ISO_8859_1));
    }

    @Test
    void announcePeer_whenTheTokenIsStolenOldOrMissing_shouldRefuse() {
        String token = one.token(ALICE, infoHash);
        assertThat(one.ask(BOB, "announce_peer", one.announce(infoHash, token, 7000, false))
                        .get(0)
                        .error())
                .isEqualTo(KrpcWriter.PROTOCOL);
        assertThat(one.ask(ALICE, "announce_peer", one.announce(infoHash, "", 7000, false))
                        .get(0)
                        .error())
                .isEqualTo(KrpcWriter.PROTOCOL);
        one.pass(Duration.ofMinutes(11));
        assertThat(one.ask(ALICE, "announce_peer", one.announce(infoHash, token, 7000, false))
                        .get(0)
                        .error())
                .isEqualTo(KrpcWriter.PROTOCOL);
        assertThat(one.node.status().peers()).isZero();
    }

    @Test
    void announcePeer_whenNobodyRepeatsIt_shouldBeForgotten() {
        one.ask(ALICE, "announce_peer", one.announce(infoHash, one.token(ALICE, infoHash), 7000, false));
        one.pass(Duration.ofMinutes(47));
        assertThat(one.node.status().peers()).isZero();
        assertThat(one.node.status().torrents()).isZero();
    }

    @Test
    void query_whenItIsUnknownOrWrong_shouldSayWhy() {
        assertThat(one.ask(ALICE, "dance", Map.of()).get(0).error()).isEqualTo(KrpcWriter.UNKNOWN);
        assertThat(one.ask(ALICE, "find_node", Map.of()).get(0).error()).isEqualTo(KrpcWriter.PROTOCOL);
        assertThat(one.ask(ALICE, "dance", Map.of("target", bytes(infoHash)))
                        .get(0)
                        .response()
                        .values()
                        .string("nodes"))
                .as("one of tomorrow")
                .isPresent();
        assertThat(one.ask(ALICE, "d1:ade1:t2:zz1:y1:qe".getBytes(ISO_8859_1))
                        .get(0)
                        .error())
                .isEqualTo(KrpcWriter.PROTOCOL);
    }

    @Test
    void findNode_whenBothFamiliesAreWanted_shouldNameBoth() {
        one.meet(at("2001:db8::7"), NodeId.random(one.random));
        one.meet(BOB, NodeId.random(one.random));
        List<OneNode.Sent> answers = one.ask(
                ALICE,
                "find_node",
                Map.of(
                        "target", bytes(infoHash),
                        "want", BencodeList.of(BencodeString.of("n4"), BencodeString.of("n6"))));
        assertThat(answers.get(0)
                        .response()
                        .values()
                        .string("nodes")
                        .orElseThrow()
                        .length())
                .isEqualTo(26);
        assertThat(answers.get(0)
                        .response()
                        .values()
                        .string("nodes6")
                        .orElseThrow()
                        .length())
                .isEqualTo(38);
    }

    @Test
    void getPeers_whenTheSwarmIsCounted_shouldAnswerWithFiltersOnceTheAddressIsProven() {
        one.ask(ALICE, "announce_peer", one.announce(infoHash, one.token(ALICE, infoHash), 7000, true));
        one.ask(BOB, "announce_peer", one.announce(infoHash, one.token(BOB, infoHash), 7000, false));
        InetSocketAddress carol = at("9.9.9.9");
        List<OneNode.Sent> held =
                one.ask(carol, "get_peers", Map.of("info_hash", bytes(infoHash), "scrape", BencodeInteger.of(1)));
        assertThat(held).as("only a ping").hasSize(1);
        assertThat(held.get(0).text()).contains("4:ping");
        int before = one.sent.size();
        one.answer(held.get(0), NodeId.random(one.random), Map.of());
        var values = one.sent.get(before).response().values();
        SwarmFilter seeds = SwarmFilter.of(values.string("BFsd").orElseThrow().bytes());
        SwarmFilter others = SwarmFilter.of(values.string("BFpe").orElseThrow().bytes());
        assertThat(Math.round(seeds.estimate())).isEqualTo(1);
        assertThat(Math.round(others.estimate())).isEqualTo(1);
    }

    @Test
    void sampleInfohashes_whenAsked_shouldNameSomeAndKeepToThem() {
        one.ask(ALICE, "announce_peer", one.announce(infoHash, one.token(ALICE, infoHash), 7000, true));
        var first = one.ask(BOB, "sample_infohashes", Map.of("target", bytes(one.own)))
                .get(0)
                .response()
                .values();
        assertThat(first.integer("num")).hasValue(1);
        assertThat(first.integer("interval")).hasValue(DhtLimits.SAMPLE_SECONDS);
        assertThat(first.string("samples")).contains(bytes(infoHash));
        NodeId other = NodeId.random(one.random);
        one.ask(ALICE, "announce_peer", one.announce(other, one.token(ALICE, other), 7000, true));
        one.pass(Duration.ofSeconds(10));
        var second = one.ask(BOB, "sample_infohashes", Map.of("target", bytes(one.own)))
                .get(0)
                .response()
                .values();
        assertThat(second.integer("num")).hasValue(2);
        assertThat(second.string("samples")).contains(bytes(infoHash));
    }

    @Test
    void query_whenWeAreReadOnly_shouldNotBeAnsweredAndOursShouldSaySo() {
        OneNode silent = new OneNode(new NodeSettings(true, 1_000_000), new Reach(false, true));
        assertThat(silent.ask(ALICE, "ping", Map.of())).isEmpty();
        silent.node.told(BOB);
        silent.pass(Duration.ofSeconds(1));
        assertThat(silent.sent.get(0).text()).contains("2:roi1e");
    }

    @Test
    void query_whenTheAskerIsReadOnly_shouldBeAnsweredAndHeNeverAsked() {
        byte[] query = KrpcWriter.query(
                BencodeString.of("aa"),
                "ping",
                org.torrent.model.bencode.BencodeDictionary.of(Map.of("id", bytes(infoHash))),
                true);
        assertThat(one.ask(ALICE, query)).hasSize(1);
        one.pass(Duration.ofSeconds(5));
        assertThat(one.sent).hasSize(1);
    }
}
