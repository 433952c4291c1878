package org.torrent.dht.krpc;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.dht.DhtLimits;
import org.torrent.fuzz.Check;
import org.torrent.model.bencode.BencodeString;

/** Datagrams of DHT nodes. */
public final class KrpcFuzz {
    private KrpcFuzz() {}

    /** What is understood is bounded, and who is named can be asked. */
    public static void read(byte[] input) {
        KrpcMessage message;
        try {
            message = KrpcReader.read(input);
        } catch (KrpcException e) {
            Check.isOneLine(e);
            return;
        }
        Check.that(message.transaction().length() <= DhtLimits.TRANSACTION_BYTES, "a long transaction");
        if (message instanceof KrpcMessage.Query query) {
            Check.that(query.method().length() <= DhtLimits.METHOD_BYTES, "a long name");
            Check.that(query.bytes() == input.length, "its length");
        } else if (message instanceof KrpcMessage.Response response) {
            response.ourAddress().ifPresent(KrpcFuzz::check);
            for (Family family : Family.values()) {
                byte[] nodes = response.values()
                        .string(family.nodesKey())
                        .map(BencodeString::bytes)
                        .orElse(new byte[0]);
                List<NodeAddress> named = Compact.nodes(nodes, family, DhtLimits.NAMED_NODES);
                Check.that(named.size() <= DhtLimits.NAMED_NODES, "too many nodes");
                named.forEach(node -> check(node.endpoint()));
            }
        }
    }

    private static void check(InetSocketAddress endpoint) {
        Check.that(!endpoint.isUnresolved() && endpoint.getPort() > 0, "an address that nobody has");
    }
}
