package org.torrent.dht.node;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.SecureNodeIds;
import org.torrent.model.bencode.BencodeValue;

/** Leaves something with the nodes that are nearest. Those whose id follows from their address are asked first (BEP 42). */
final class Storing {
    private final Requests requests;

    Storing(Requests requests) {
        this.requests = requests;
    }

    /** Asks everybody who gave a token; answers how many that are. */
    int store(String method, Map<String, BencodeValue> arguments, List<LookupResult.Found> nearest, long nowNanos) {
        List<LookupResult.Found> places = nearest.stream()
                .filter(found -> found.token() != null)
                .sorted(Comparator.comparing(found ->
                        !SecureNodeIds.isValid(found.node().id(), found.node().address())))
                .toList();
        int asked = 0;
        for (LookupResult.Found place : places) {
            Map<String, BencodeValue> with = new TreeMap<>(arguments);
            with.put("token", place.token());
            NodeAddress node = place.node();
            asked += requests.ask(node.endpoint(), node.id(), method, with, Answerer.NOBODY, nowNanos) ? 1 : 0;
        }
        return asked;
    }
}
