package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcException;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcReader;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;
import org.torrent.dht.store.PeerStore;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** What the answer to each question is (BEP 5, 32, 33, 44, 51). */
final class QueryAnswers {
    private static final int MAX_PORT = 65_535;

    private final Networks networks;
    private final TokenCheck tokens;
    private final PeerStore peers;
    private final ItemAnswers items;
    private final Samples samples;

    QueryAnswers(Networks networks, TokenCheck tokens, PeerStore peers, ItemAnswers items, Samples samples) {
        this.networks = networks;
        this.tokens = tokens;
        this.peers = peers;
        this.items = items;
        this.samples = samples;
    }

    Filler of(KrpcMessage.Query query, InetSocketAddress from, long nowNanos) throws QueryRefused {
        return switch (query.method()) {
            case "ping" -> answer -> {};
            case "find_node" -> nodes(query, from, id(query, "target"));
            case "get_peers" -> peers(query, from, id(query, "info_hash"), nowNanos);
            case "announce_peer" -> announce(query, from, nowNanos);
            case "get" ->
                items.get(query, id(query, "target"), from, nodes(query, from, id(query, "target")), nowNanos);
            case "put" -> items.put(query, from, nowNanos);
            case "sample_infohashes" -> sample(query, from, id(query, "target"), nowNanos);
            default -> unknown(query, from);
        };
    }

    /** A question of tomorrow that is about some target: who is near it may know more. */
    private Filler unknown(KrpcMessage.Query query, InetSocketAddress from) throws QueryRefused {
        for (String key : List.of("target", "info_hash")) {
            if (query.arguments().string(key).isPresent()) {
                return nodes(query, from, id(query, key));
            }
        }
        throw new QueryRefused(KrpcWriter.UNKNOWN, "unknown query");
    }

    private static NodeId id(KrpcMessage.Query query, String key) throws QueryRefused {
        try {
            return KrpcReader.id(query.arguments(), key, query.transaction());
        } catch (KrpcException e) {
            throw new QueryRefused(KrpcWriter.PROTOCOL, e.getMessage());
        }
    }

    private Filler nodes(KrpcMessage.Query query, InetSocketAddress from, NodeId target) {
        Set<Family> families = wanted(query.arguments(), from);
        return answer -> families.forEach(
                family -> answer.nodes(family, networks.of(family).table().nearest(target, DhtLimits.BUCKET)));
    }

    /** The families that are asked for; the asker's own where he does not say (BEP 32). */
    private static Set<Family> wanted(BencodeDictionary arguments, InetSocketAddress from) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        arguments.list("want").ifPresent(list -> {
            for (BencodeValue value : list.values()) {
                for (Family family : Family.values()) {
                    if (value instanceof BencodeString text && text.text().equals(family.want())) {
                        families.add(family);
                    }
                }
            }
        });
        return families.isEmpty() ? EnumSet.of(Family.of(from.getAddress())) : families;
    }

    private Filler peers(KrpcMessage.Query query, InetSocketAddress from, NodeId infoHash, long nowNanos) {
        boolean noSeeds = isSet(query.arguments(), "noseed");
        boolean scrape = isSet(query.arguments(), "scrape") && peers.has(infoHash);
        byte[] token = tokens.of(from.getAddress(), nowNanos);
        List<InetSocketAddress> found =
                peers.sample(infoHash, Family.of(from.getAddress()), DhtLimits.NAMED_PEERS, noSeeds).stream()
                        .filter(peer -> !Subnets.isLocal(peer.getAddress()) || Subnets.isLocal(from.getAddress()))
                        .toList();
        Filler near = nodes(query, from, infoHash);
        return new Filler() {
            @Override
            public void fill(Answer answer) {
                answer.put("token", token);
                if (scrape) {
                    answer.putIfItFits(Map.of(
                            "BFsd",
                                    BencodeString.of(
                                            peers.filter(infoHash, true).bytes()),
                            "BFpe",
                                    BencodeString.of(
                                            peers.filter(infoHash, false).bytes())));
                }
                answer.peers(found, DhtLimits.BUCKET * Family.V4.nodeBytes());
                near.fill(answer);
            }

            @Override
            public boolean isWorthAProof() {
                return scrape;
            }
        };
    }

    private Filler announce(KrpcMessage.Query query, InetSocketAddress from, long nowNanos) throws QueryRefused {
        NodeId infoHash = id(query, "info_hash");
        tokens.check(query, from, nowNanos);
        long port = isSet(query.arguments(), "implied_port")
                ? from.getPort()
                : query.arguments().integer("port").orElse(0);
        if (port < 1 || port > MAX_PORT) {
            throw new QueryRefused(KrpcWriter.PROTOCOL, "no port from 1 to " + MAX_PORT);
        }
        InetSocketAddress peer = new InetSocketAddress(from.getAddress(), (int) port);
        NodeId own = networks.of(Family.of(from.getAddress())).id();
        if (!peers.add(infoHash, peer, isSet(query.arguments(), "seed"), own, nowNanos)) {
            throw new QueryRefused(KrpcWriter.SERVER, "no room");
        }
        return answer -> {};
    }

    /** Some of the info hashes that are here, the same ones for a while (BEP 51). */
    private Filler sample(KrpcMessage.Query query, InetSocketAddress from, NodeId target, long nowNanos) {
        List<byte[]> sample = samples.now(nowNanos);
        Filler near = nodes(query, from, target);
        return answer -> {
            answer.put("interval", samples.secondsLeft(nowNanos)).put("num", peers.torrents());
            answer.ids("samples", sample, DhtLimits.BUCKET * Family.V4.nodeBytes());
            near.fill(answer);
        };
    }

    private static boolean isSet(BencodeDictionary arguments, String key) {
        return arguments.integer(key).orElse(0) != 0;
    }
}
