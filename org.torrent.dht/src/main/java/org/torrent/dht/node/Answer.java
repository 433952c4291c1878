package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * An answer that is put together within a number of bytes: what must be in it first, then as much as there is room for of
 * what may be cut.
 */
final class Answer {
    private final BencodeString transaction;
    private final InetSocketAddress to;
    private final int mostBytes;
    private final Map<String, BencodeValue> values = new TreeMap<>();
    private boolean isCut;

    Answer(BencodeString transaction, InetSocketAddress to, int mostBytes) {
        this.transaction = transaction;
        this.to = to;
        this.mostBytes = mostBytes;
    }

    Answer put(String key, BencodeValue value) {
        values.put(key, value);
        return this;
    }

    Answer put(String key, byte[] value) {
        return put(key, BencodeString.of(value));
    }

    Answer put(String key, long value) {
        return put(key, BencodeInteger.of(value));
    }

    /** Puts all of it, or nothing where there is no room. */
    void putIfItFits(Map<String, ? extends BencodeValue> more) {
        Map<String, BencodeValue> before = new TreeMap<>(values);
        values.putAll(more);
        if (room() < 0) {
            values.clear();
            values.putAll(before);
            isCut = true;
        }
    }

    /** Bytes that are left. */
    private int room() {
        return mostBytes - encode().length;
    }

    /** As many nodes as there is room for, the first ones. */
    Answer nodes(Family family, List<NodeAddress> nodes) {
        values.put(family.nodesKey(), BencodeString.of(new byte[0]));
        int digits = 2; // more of the length than of an empty string
        int count = Math.max(0, Math.min(nodes.size(), (room() - digits) / family.nodeBytes()));
        isCut |= count < nodes.size();
        return put(family.nodesKey(), Compact.nodes(nodes.subList(0, count)));
    }

    /** As many peers as there is room for when so many bytes are left to others, or half of the room. */
    Answer peers(List<InetSocketAddress> peers, int leftBytes) {
        if (peers.isEmpty()) {
            return this;
        }
        values.put("values", new BencodeList(List.of()));
        int one = BencodeEncoder.encode(BencodeString.of(Compact.endpoint(peers.get(0)))).length;
        int count = Math.max(0, Math.min(peers.size(), share(leftBytes) / one));
        isCut |= count < peers.size();
        if (count == 0) {
            values.remove("values");
            return this;
        }
        return put(
                "values",
                new BencodeList(peers.subList(0, count).stream()
                        .map(peer -> (BencodeValue) BencodeString.of(Compact.endpoint(peer)))
                        .toList()));
    }

    private int share(int leftBytes) {
        int room = room();
        return Math.max(room / 2, room - leftBytes);
    }

    /** The same with ids, one behind the other. */
    Answer ids(String key, List<byte[]> ids, int leftBytes) {
        values.put(key, BencodeString.of(new byte[0]));
        int length = ids.isEmpty() ? 1 : ids.get(0).length;
        int count = Math.max(0, Math.min(ids.size(), (share(leftBytes) - 2) / length));
        byte[] all = new byte[count * length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(ids.get(i), 0, all, i * length, length);
        }
        return put(key, all);
    }

    /** Whether something had no room. */
    boolean isCut() {
        return isCut;
    }

    /** Whether what must be in it fits. */
    boolean fits() {
        return room() >= 0;
    }

    byte[] encode() {
        return KrpcWriter.response(transaction, BencodeDictionary.of(values), to);
    }
}
