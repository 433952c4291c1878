package org.torrent.dht.store;

import java.util.Optional;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * A value under its target (BEP 44).
 *
 * @param value any value of at most {@link DhtLimits#ITEM_BYTES}, bencoded
 * @param signed who wrote it and when, of a mutable item; nothing for an immutable one, whose target is its digest
 */
public record DhtItem(BencodeValue value, Optional<Signed> signed) {
    /**
     * What a mutable item has beside its value.
     *
     * @param key Ed25519's public key, 32 bytes
     * @param salt tells several items of one key apart; may be empty
     * @param sequence the higher, the newer
     * @param signature 64 bytes
     */
    public record Signed(BencodeString key, BencodeString salt, long sequence, BencodeString signature) {}

    /** An item that nobody can change. */
    public static DhtItem immutable(BencodeValue value) {
        return new DhtItem(value, Optional.empty());
    }

    /** Where it is kept. */
    public NodeId target() {
        return signed.map(by -> targetOf(by.key().bytes(), by.salt().bytes()))
                .orElseGet(() -> NodeId.of(Digests.sha1().digest(BencodeEncoder.encode(value))));
    }

    /** Where a mutable item of that key and salt is kept. */
    public static NodeId targetOf(byte[] key, byte[] salt) {
        var digest = Digests.sha1();
        digest.update(key);
        return NodeId.of(digest.digest(salt));
    }

    /** Whether it is not too long. */
    public boolean fits() {
        return BencodeEncoder.encode(value).length <= DhtLimits.ITEM_BYTES;
    }

    /** Whether it is signed by its key; an immutable one needs no signature. */
    public boolean isAuthentic() {
        return signed.map(by -> Signatures.isValid(
                        by.key().bytes(),
                        by.salt(),
                        by.sequence(),
                        value,
                        by.signature().bytes()))
                .orElse(true);
    }

    /** The sequence number; 0 of an immutable one. */
    public long sequence() {
        return signed.map(Signed::sequence).orElse(0L);
    }
}
