package org.torrent.dht.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.store.SwarmFilter;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** {@code get_peers} on the way to an info hash, then {@code announce_peer} to those who gave a token. */
final class FindPeers implements LookupTask {
    private final PeerSearch search;
    private final Sender sender;
    private final Storing storing;
    private final Map<String, BencodeValue> arguments;
    private final SwarmFilter seeds = new SwarmFilter();
    private final SwarmFilter leechers = new SwarmFilter();

    FindPeers(PeerSearch search, Sender sender, Storing storing) {
        this.search = search;
        this.sender = sender;
        this.storing = storing;
        this.arguments = new TreeMap<>();
        arguments.put("info_hash", BencodeString.of(search.infoHash().bytes()));
        if (search.scrape()) {
            arguments.put("scrape", BencodeInteger.of(1));
        }
    }

    @Override
    public String method() {
        return "get_peers";
    }

    @Override
    public Map<String, BencodeValue> arguments() {
        return arguments;
    }

    @Override
    public void onAnswer(NodeAddress from, BencodeDictionary values) {
        filter(values, "BFsd", seeds);
        filter(values, "BFpe", leechers);
        List<BencodeValue> named =
                values.list("values").map(BencodeList::values).orElse(List.of());
        Set<InetSocketAddress> peers = peers(from.address(), named);
        if (!peers.isEmpty()) {
            search.listener().found(peers);
        }
    }

    private Set<InetSocketAddress> peers(InetAddress from, List<BencodeValue> named) {
        Set<InetSocketAddress> peers = new LinkedHashSet<>();
        for (BencodeValue value : named.subList(0, Math.min(named.size(), DhtLimits.NAMED_PEERS))) {
            if (value instanceof BencodeString bytes) {
                Compact.endpoint(bytes.bytes())
                        .filter(peer -> sender.reach().mayName(from, peer))
                        .ifPresent(peers::add);
            }
        }
        return peers;
    }

    private static void filter(BencodeDictionary values, String key, SwarmFilter all) {
        values.string(key)
                .filter(bytes -> bytes.length() == SwarmFilter.BYTES)
                .ifPresent(bytes -> all.addAll(SwarmFilter.of(bytes.bytes())));
    }

    @Override
    public void onDone(LookupResult result, long nowNanos) {
        int announces = search.announced()
                .map(announced -> announce(announced, result, nowNanos))
                .orElse(0);
        search.listener().done(new PeerSearch.Outcome(result, announces, (int) Math.round(seeds.estimate()), (int)
                Math.round(leechers.estimate())));
    }

    private int announce(PeerSearch.Announced announced, LookupResult result, long nowNanos) {
        Map<String, BencodeValue> announce = new TreeMap<>();
        announce.put("info_hash", BencodeString.of(search.infoHash().bytes()));
        announce.put("port", BencodeInteger.of(announced.port()));
        announce.put("implied_port", BencodeInteger.of(0));
        announce.put("seed", BencodeInteger.of(announced.isSeed() ? 1 : 0));
        return storing.store("announce_peer", announce, result.nearest(), nowNanos);
    }
}
