package org.torrent.dht.source;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * What a restart begins with: our ids and nodes that were good.
 *
 * @param ids ours, of each family
 * @param nodes theirs
 */
record SavedTable(Map<Family, NodeId> ids, List<InetSocketAddress> nodes) {
    static final SavedTable NONE = new SavedTable(Map.of(), List.of());

    private static final int VERSION = 1;
    private static final BencodeLimits LIMITS = new BencodeLimits(DhtLimits.SAVED_BYTES, 2, 32);

    /** One that was saved by a newer program, or is no such thing; the message says so. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static byte[] encode(Map<Family, NodeId> ids, Map<Family, List<NodeAddress>> nodes) {
        Map<String, BencodeValue> all = new TreeMap<>();
        all.put("version", BencodeInteger.of(VERSION));
        for (Family family : Family.values()) {
            List<NodeAddress> kept = nodes.get(family);
            kept = kept.subList(0, Math.min(kept.size(), DhtLimits.SAVED_NODES));
            all.put(idKey(family), BencodeString.of(ids.get(family).bytes()));
            all.put(family.nodesKey(), BencodeString.of(Compact.nodes(kept)));
        }
        return BencodeEncoder.encode(BencodeDictionary.of(all));
    }

    private static String idKey(Family family) {
        return "id " + family.want();
    }

    static SavedTable decode(byte[] bytes) throws Unreadable {
        try {
            if (BencodeDecoder.decode(bytes, LIMITS) instanceof BencodeDictionary saved) {
                return read(saved);
            }
            throw new Unreadable("it is no dictionary");
        } catch (BencodeException e) {
            throw new Unreadable(e.getMessage());
        }
    }

    private static SavedTable read(BencodeDictionary saved) throws Unreadable {
        long version = saved.integer("version").orElse(0);
        if (version != VERSION) {
            throw new Unreadable("it is of version " + version + ", this program knows " + VERSION);
        }
        Map<Family, NodeId> ids = new EnumMap<>(Family.class);
        List<InetSocketAddress> nodes = new ArrayList<>();
        for (Family family : Family.values()) {
            saved.string(idKey(family))
                    .filter(id -> id.length() == NodeId.BYTES)
                    .ifPresent(id -> ids.put(family, NodeId.of(id.bytes())));
            saved.string(family.nodesKey())
                    .map(text -> Compact.nodes(text.bytes(), family, DhtLimits.SAVED_NODES))
                    .orElse(List.of())
                    .forEach(node -> nodes.add(node.endpoint()));
        }
        return new SavedTable(ids, nodes);
    }
}
