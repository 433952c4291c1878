package org.torrent.dht.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcException;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcReader;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** A node and a test around it: what it sends is kept, time is the test's. */
final class OneNode {
    /** Something the node sent. */
    record Sent(InetSocketAddress to, byte[] bytes) {
        String text() {
            return new String(bytes, ISO_8859_1);
        }

        KrpcMessage message() {
            try {
                return KrpcReader.read(bytes);
            } catch (KrpcException e) {
                throw new AssertionError(e);
            }
        }

        KrpcMessage.Response response() {
            return (KrpcMessage.Response) message();
        }

        long error() {
            return ((KrpcMessage.Failure) message()).code();
        }
    }

    static final NodeSettings SETTINGS = new NodeSettings(false, 1_000_000);

    final SplittableRandom random = new SplittableRandom(11);
    final List<Sent> sent = new ArrayList<>();
    final NodeId own = NodeId.random(random);
    final Node node;
    private long nowNanos = -5_000_000_000L;

    OneNode() {
        this(SETTINGS, new Reach(false, true));
    }

    OneNode(NodeSettings settings, Reach reach) {
        node = new Node(
                new NodeStart(settings, reach, Map.of(Family.V4, own)),
                (to, bytes) -> sent.add(new Sent(to, bytes)),
                random,
                random.split(),
                () -> nowNanos);
    }

    static InetSocketAddress at(String host) {
        return at(host, 6881);
    }

    static InetSocketAddress at(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 250) {
            nowNanos += Duration.ofMillis(Math.min(left, 250)).toNanos();
            node.tick();
        }
    }

    static BencodeString bytes(byte[] bytes) {
        return BencodeString.of(bytes);
    }

    static BencodeString bytes(NodeId id) {
        return BencodeString.of(id.bytes());
    }

    byte[] query(String method, NodeId id, Map<String, ? extends BencodeValue> arguments) {
        Map<String, BencodeValue> all = new TreeMap<>(arguments);
        all.put("id", bytes(id));
        return KrpcWriter.query(BencodeString.of("aa"), method, BencodeDictionary.of(all), false);
    }

    /** Asks the node, and answers what it sent because of it. */
    List<Sent> ask(InetSocketAddress from, String method, Map<String, ? extends BencodeValue> arguments) {
        return ask(from, query(method, NodeId.random(random), arguments));
    }

    List<Sent> ask(InetSocketAddress from, byte[] datagram) {
        int before = sent.size();
        node.received(from, datagram);
        return new ArrayList<>(sent.subList(before, sent.size()));
    }

    /** Answers a question of the node as a node of that id would. */
    void answer(Sent question, NodeId id, Map<String, ? extends BencodeValue> more) {
        KrpcMessage.Query query = (KrpcMessage.Query) question.message();
        Map<String, BencodeValue> values = new TreeMap<>(more);
        values.put("id", bytes(id));
        node.received(question.to(), KrpcWriter.response(query.transaction(), BencodeDictionary.of(values), null));
    }

    /** The node asks whoever told it of himself, who answers: he is in the table then. */
    void meet(InetSocketAddress endpoint, NodeId id) {
        int before = sent.size();
        node.told(endpoint);
        pass(Duration.ofSeconds(1));
        sent.subList(before, sent.size()).stream()
                .filter(one -> one.to().equals(endpoint))
                .findFirst()
                .ifPresent(one -> answer(one, id, Map.of()));
    }

    String token(InetSocketAddress from, NodeId infoHash) {
        return new String(
                ask(from, "get_peers", Map.of("info_hash", bytes(infoHash)))
                        .get(0)
                        .response()
                        .values()
                        .string("token")
                        .orElseThrow()
                        .bytes(),
                ISO_8859_1);
    }

    Map<String, BencodeValue> announce(NodeId infoHash, String token, int port, boolean seed) {
        return Map.of(
                "info_hash", bytes(infoHash),
                "token", bytes(token.getBytes(ISO_8859_1)),
                "port", BencodeInteger.of(port),
                "seed", BencodeInteger.of(seed ? 1 : 0));
    }

    static int length(BencodeValue value) {
        return BencodeEncoder.encode(value).length;
    }
}
