package org.torrent.dht.node;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.store.DhtItem;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** {@code get} on the way to a target (BEP 44). What is not what the target stands for, or not signed, does not count; the newest does. */
final class FindItem implements LookupTask {
    private final NodeId target;
    private final BencodeString salt;
    private final BiConsumer<Optional<DhtItem>, LookupResult> done;
    private DhtItem best;

    FindItem(NodeId target, byte[] salt, BiConsumer<Optional<DhtItem>, LookupResult> done) {
        this.target = target;
        this.salt = BencodeString.of(salt);
        this.done = done;
    }

    @Override
    public String method() {
        return "get";
    }

    @Override
    public Map<String, BencodeValue> arguments() {
        return Map.of("target", BencodeString.of(target.bytes()));
    }

    @Override
    public void onAnswer(NodeAddress from, BencodeDictionary values) {
        ItemFields.read(values, salt)
                .filter(item -> best == null || item.sequence() > best.sequence())
                .filter(item -> item.fits() && item.target().equals(target) && item.isAuthentic())
                .ifPresent(item -> best = item);
    }

    @Override
    public void onDone(LookupResult result, long nowNanos) {
        done.accept(Optional.ofNullable(best), result);
    }
}
