package org.torrent.dht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.dht.node.OneNode.at;
import static org.torrent.dht.node.OneNode.bytes;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.SecureNodeIds;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** What others do to a node, and what it costs them and us. */
class HostileNodesTest {
    private static final int FLOOD = 20_000;

    private final OneNode one = new OneNode();

    private InetSocketAddress any() {
        return at((1 + one.random.nextInt(100)) + "." + one.random.nextInt(256) + "." + one.random.nextInt(256) + ".9");
    }

    @Test
    void answers_whenSourcesAreForged_shouldNeverBeMoreThanThreeTimesTheQuestion() {
        for (int i = 1; i <= 60; i++) {
            one.meet(at("30." + i + ".1.1"), NodeId.random(one.random));
        }
        NodeId infoHash = NodeId.random(one.random);
        for (int i = 0; i < 100; i++) {
            InetSocketAddress peer = any();
            one.ask(peer, "announce_peer", one.announce(infoHash, one.token(peer, infoHash), 7000, false));
        }
        List<Map<String, BencodeValue>> arguments = List.of(
                Map.of("target", bytes(infoHash), "info_hash", bytes(infoHash)),
                Map.of("target", bytes(infoHash), "info_hash", bytes(infoHash), "scrape", BencodeInteger.of(1)));
        for (String method : List.of("ping", "find_node", "get_peers", "get", "put", "sample_infohashes", "dance")) {
            for (Map<String, BencodeValue> with : arguments) {
                InetSocketAddress victim = any();
                byte[] question = one.query(method, NodeId.random(one.random), with);
                int before = one.sent.size();
                one.node.received(victim, question);
                one.pass(Duration.ofSeconds(2)); // it is pinged, too
                int bytes = one.sent.subList(before, one.sent.size()).stream()
                        .filter(sent -> sent.to().equals(victim))
                        .mapToInt(sent -> sent.bytes().length)
                        .sum();
                assertThat(bytes)
                        .as(method)
                        .isPositive()
                        .isLessThanOrEqualTo(DhtLimits.ANSWER_FACTOR * question.length);
            }
        }
    }

    @Test
    void table_whenAnAddressOrANetworkClaimsManyIds_shouldGiveThemFewPlaces() {
        for (int i = 0; i < 300; i++) {
            one.meet(at("44.1.1.1", 1000 + i), NodeId.random(one.random));
        }
        assertThat(one.node.size(Family.V4)).as("one address").isLessThanOrEqualTo(1);
        for (int i = 0; i < 200; i++) {
            one.meet(at("45.1.1." + (1 + i)), NodeId.random(one.random));
        }
        assertThat(one.node.size(Family.V4)).as("and one network").isLessThanOrEqualTo(1 + DhtLimits.TABLE_SUBNET);
    }

    @Test
    void table_whenQuestionsAreForged_shouldNotKnowWhoeverDoesNotAnswer() {
        for (int i = 0; i < FLOOD; i++) {
            one.node.received(any(), one.query("ping", NodeId.random(one.random), Map.of()));
        }
        one.pass(Duration.ofMinutes(1));
        assertThat(one.node.size(Family.V4)).isZero();
        assertThat(one.node.status().counts().asked())
                .as("pings of ours")
                .isLessThan(DhtLimits.UNVERIFIED_NODES + DhtLimits.PINGS_PER_SECOND * 60L);
    }

    @Test
    void answer_whenNobodyAskedForIt_shouldChangeNothing() {
        one.node.told(at("30.1.1.1"));
        one.pass(Duration.ofSeconds(1));
        OneNode.Sent ping = one.sent.get(0);
        OneNode.Sent elsewhere = new OneNode.Sent(at("30.1.1.2"), ping.bytes());
        one.answer(elsewhere, NodeId.random(one.random), Map.of());
        assertThat(one.node.size(Family.V4)).isZero();
        assertThat(one.node.status().counts().unexpected()).isEqualTo(1);
        one.answer(ping, NodeId.random(one.random), Map.of());
        assertThat(one.node.size(Family.V4)).isEqualTo(1);
        one.answer(ping, NodeId.random(one.random), Map.of());
        assertThat(one.node.status().counts().unexpected())
                .as("the second time")
                .isEqualTo(2);
    }

    @Test
    void lookup_whenOneNetworkClaimsToBeNearest_shouldAskOneOfIt() {
        NodeId target = NodeId.random(one.random);
        one.meet(at("30.1.1.1"), NodeId.random(one.random));
        Map<InetSocketAddress, Integer> asked = new HashMap<>();
        LookupResult[] end = new LookupResult[1];
        int from = one.sent.size();
        one.node.find(target, Family.V4, result -> end[0] = result);
        for (int i = from; i < one.sent.size() && end[0] == null; i++) {
            OneNode.Sent question = one.sent.get(i);
            asked.merge(question.to(), 1, Integer::sum);
            List<NodeAddress> sybils = java.util.stream.IntStream.range(1, 20)
                    .mapToObj(n -> new NodeAddress(target.neighbour(150, one.random), at("66.6.6." + n)))
                    .toList();
            one.answer(
                    question,
                    ids.computeIfAbsent(question.to(), key -> idOf(question)),
                    Map.of("nodes", BencodeString.of(Compact.nodes(sybils))));
        }
        one.pass(Duration.ofSeconds(30));
        assertThat(asked.keySet().stream().filter(to -> to.getHostString().startsWith("66.")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(end[0]).isNotNull();
    }

    private final Map<InetSocketAddress, NodeId> ids = new HashMap<>();

    private NodeId idOf(OneNode.Sent question) {
        return one.node.nodes(Family.V4).stream()
                .filter(node -> node.endpoint().equals(question.to()))
                .map(NodeAddress::id)
                .findFirst()
                .orElseGet(() -> NodeId.random(one.random));
    }

    @Test
    void bucket_whenItIsFull_shouldPreferIdsThatFollowFromAddresses() {
        for (int i = 1; i < 60; i++) {
            one.meet(at("31." + i + ".1.1"), one.own.neighbour(0, one.random));
        }
        for (int i = 1; i < 60; i++) {
            InetSocketAddress honest = at("32." + i + ".1.1");
            NodeId id = SecureNodeIds.of(honest.getAddress(), one.random);
            one.meet(honest, id);
        }
        List<NodeAddress> half = one.node.nodes(Family.V4).stream()
                .filter(node -> node.id().commonBits(one.own) == 0)
                .toList();
        assertThat(half).hasSize(DhtLimits.BUCKET).allMatch(node -> SecureNodeIds.isValid(node.id(), node.address()));
    }

    @Test
    void queries_whenOneAddressAsksWithoutEnd_shouldNotBeAnsweredForAWhile() {
        InetSocketAddress loud = at("7.7.7.7");
        for (int i = 0; i < 100; i++) {
            one.ask(loud, "ping", Map.of());
        }
        assertThat(one.sent).hasSize(DhtLimits.QUERIES_PER_SECOND);
        one.pass(Duration.ofMinutes(1));
        assertThat(one.ask(loud, "ping", Map.of())).isEmpty();
        assertThat(one.ask(at("7.7.7.8"), "ping", Map.of())).as("others are").hasSize(1);
        one.pass(Duration.ofMinutes(5));
        assertThat(one.ask(loud, "ping", Map.of())).hasSize(1);
    }

    @Test
    void answers_whenManyAddressesAsk_shouldKeepToTheRateInSum() {
        OneNode slow = new OneNode(new NodeSettings(false, 8_000), new Reach(false, true));
        for (int i = 0; i < FLOOD; i++) {
            slow.node.received(any(), slow.query("ping", NodeId.random(slow.random), Map.of()));
        }
        int bytes = slow.sent.stream().mapToInt(sent -> sent.bytes().length).sum();
        assertThat(bytes).isPositive().isLessThanOrEqualTo(3 * 8_000);
        assertThat(slow.node.status().counts().overRate()).isPositive();
    }

    @Test
    void store_whenItIsFlooded_shouldStayBounded() {
        InetSocketAddress greedy = at("8.8.1.1");
        for (int i = 0; i < 1_000; i++) {
            NodeId infoHash = NodeId.random(one.random);
            String token = one.token(greedy, infoHash);
            one.ask(greedy, "announce_peer", one.announce(infoHash, token, 7000, false));
            one.pass(Duration.ofSeconds(1));
        }
        assertThat(one.node.status().torrents()).isLessThanOrEqualTo(DhtLimits.TORRENTS_PER_ADDRESS);
    }

    @Test
    void reach_whenWeListenOnLoopbackOnly_shouldNeverLeaveIt() {
        OneNode local = new OneNode(OneNode.SETTINGS, new Reach(true, false));
        InetSocketAddress friend = at("127.0.0.1", 7001);
        local.node.begin(List.of(friend, at("9.9.9.9"), at("2001:db8::1")));
        local.node.told(at("8.8.8.8"));
        local.ask(at("7.7.7.7"), "ping", Map.of());
        local.pass(Duration.ofSeconds(2));
        List<NodeAddress> outside = List.of(new NodeAddress(NodeId.random(one.random), at("4.4.4.4")));
        List.copyOf(local.sent)
                .forEach(question -> local.answer(
                        question, NodeId.random(one.random), Map.of("nodes", bytes(Compact.nodes(outside)))));
        local.pass(Duration.ofMinutes(1));
        assertThat(local.sent)
                .isNotEmpty()
                .allMatch(sent -> sent.to().getAddress().isLoopbackAddress());
    }

    @Test
    void reach_whenAStrangerNamesOurHouse_shouldNotAskThere() {
        one.meet(at("30.1.1.1"), NodeId.random(one.random));
        List<NodeAddress> house = List.of(
                new NodeAddress(NodeId.random(one.random), at("192.168.0.1", 53)),
                new NodeAddress(NodeId.random(one.random), at("127.0.0.1", 53)));
        int from = one.sent.size();
        one.node.find(NodeId.random(one.random), Family.V4, result -> {});
        one.answer(one.sent.get(from), idOf(one.sent.get(from)), Map.of("nodes", bytes(Compact.nodes(house))));
        one.pass(Duration.ofSeconds(20));
        assertThat(one.sent).allMatch(sent -> sent.to().getHostString().startsWith("30."));
    }
}
