package org.torrent.dht.source;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.dht.DhtItem;
import org.torrent.api.dht.DhtService;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.api.dht.DhtStored;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeValue;

/** The node as front ends see it. Any thread. */
public final class NodeService implements DhtService {
    private static final byte[] NO_SALT = new byte[0];

    private final DhtSource source;
    private final Items items;

    /** Of that node. */
    public NodeService(DhtSource source) {
        this.source = source;
        this.items = new Items(source);
    }

    @Override
    public DhtSnapshot snapshot() {
        return Snapshots.of(source.view());
    }

    @Override
    public CompletionStage<Optional<DhtItem>> get(byte[] target) {
        check("a target", target.length, TARGET_BYTES);
        return find(NodeId.of(target), NO_SALT);
    }

    @Override
    public CompletionStage<Optional<DhtItem>> get(byte[] key, byte[] salt) {
        check("a public key", key.length, KEY_BYTES);
        return find(org.torrent.dht.store.DhtItem.targetOf(key, salt), salt);
    }

    private CompletionStage<Optional<DhtItem>> find(NodeId target, byte[] salt) {
        return items.find(target, salt)
                .thenApply(found -> found.map(item -> new DhtItem(item.value(), item.sequence())));
    }

    @Override
    public CompletionStage<DhtStored> put(BencodeValue value) {
        checkValue(value);
        return store(org.torrent.dht.store.DhtItem.immutable(value), "");
    }

    @Override
    public CompletionStage<DhtStored> put(byte[] seed, byte[] salt, BencodeValue value) {
        checkValue(value);
        if (salt.length > SALT_BYTES) {
            throw new IllegalArgumentException("a salt has at most " + SALT_BYTES + " bytes, not " + salt.length);
        }
        ItemKeys keys = ItemKeys.of(seed);
        NodeId target = org.torrent.dht.store.DhtItem.targetOf(keys.key(), salt);
        return items.find(target, salt).thenCompose(before -> {
            long sequence = before.map(org.torrent.dht.store.DhtItem::sequence).orElse(0L) + 1;
            return store(keys.sign(salt, sequence, value), HexFormat.of().formatHex(keys.key()));
        });
    }

    private CompletionStage<DhtStored> store(org.torrent.dht.store.DhtItem item, String key) {
        return items.store(item)
                .thenApply(nodes -> new DhtStored(item.target().toString(), key, item.sequence(), nodes));
    }

    private static void check(String what, int bytes, int wanted) {
        if (bytes != wanted) {
            throw new IllegalArgumentException(what + " has " + wanted + " bytes, not " + bytes);
        }
    }

    private static void checkValue(BencodeValue value) {
        int bytes = BencodeEncoder.encode(value).length;
        if (bytes > VALUE_BYTES) {
            throw new IllegalArgumentException("an item has at most " + VALUE_BYTES + " bytes, not " + bytes);
        }
    }
}
