package org.torrent.dht.node;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.store.DhtItem;
import org.torrent.dht.store.Signatures;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Items as they are in messages (BEP 44). */
final class ItemFields {
    private ItemFields() {}

    /** What an answer to {@code get} has, where the salt is known. */
    static Map<String, BencodeValue> of(DhtItem item) {
        Map<String, BencodeValue> fields = new TreeMap<>();
        fields.put("v", item.value());
        item.signed().ifPresent(by -> {
            fields.put("k", by.key());
            fields.put("seq", BencodeInteger.of(by.sequence()));
            fields.put("sig", by.signature());
        });
        return fields;
    }

    /** The same with the salt, for {@code put}. */
    static Map<String, BencodeValue> withSalt(DhtItem item) {
        Map<String, BencodeValue> fields = of(item);
        item.signed().filter(by -> by.salt().length() > 0).ifPresent(by -> fields.put("salt", by.salt()));
        return fields;
    }

    /** The item of a {@code put}; nothing of it is checked but its shape. */
    static DhtItem read(BencodeDictionary arguments) throws QueryRefused {
        BencodeValue value = arguments.get("v").orElseThrow(() -> new QueryRefused(KrpcWriter.PROTOCOL, "no v in it"));
        if (arguments.get("k").isEmpty()) {
            return DhtItem.immutable(value);
        }
        BencodeString salt = arguments.string("salt").orElse(BencodeString.of(""));
        return new DhtItem(
                value,
                Optional.of(signed(arguments, salt)
                        .orElseThrow(() -> new QueryRefused(KrpcWriter.PROTOCOL, "k, seq or sig is no such thing"))));
    }

    /** The item of an answer to {@code get}; nothing of it is checked but its shape. */
    static Optional<DhtItem> read(BencodeDictionary values, BencodeString salt) {
        return values.get("v").map(value -> new DhtItem(value, signed(values, salt)));
    }

    private static Optional<DhtItem.Signed> signed(BencodeDictionary from, BencodeString salt) {
        Optional<BencodeString> key = from.string("k").filter(k -> k.length() == Signatures.KEY_BYTES);
        Optional<BencodeString> signature = from.string("sig").filter(s -> s.length() == Signatures.SIGNATURE_BYTES);
        long sequence = from.integer("seq").orElse(-1);
        return key.isEmpty() || signature.isEmpty() || sequence < 0
                ? Optional.empty()
                : Optional.of(new DhtItem.Signed(key.get(), salt, sequence, signature.get()));
    }
}
