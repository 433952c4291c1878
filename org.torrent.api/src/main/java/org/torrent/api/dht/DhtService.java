package org.torrent.api.dht;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.bencode.BencodeValue;

/**
 * A service: our node of the DHT. Any thread; nothing blocks, stages complete on the node's thread. They fail with {@link
 * DhtException} when there is no node, when it knows no other, or when too much is asked of it at a time.
 */
@ProviderType
public interface DhtService {
    /** Bytes of a target. */
    int TARGET_BYTES = 20;

    /** Bytes of a public key, and of the seed of a secret one (Ed25519). */
    int KEY_BYTES = 32;

    /** Bytes of a value, bencoded. */
    int VALUE_BYTES = 1_000;

    /** Bytes of a salt. */
    int SALT_BYTES = 64;

    /** How it is doing; at most a second or so old. */
    DhtSnapshot snapshot();

    /**
     * Looks for an item that nobody can change (BEP 44).
     *
     * @param target the SHA-1 of the bencoded value, {@link #TARGET_BYTES}
     */
    CompletionStage<Optional<DhtItem>> get(byte[] target);

    /**
     * Looks for the newest item that the owner of a key signed (BEP 44).
     *
     * @param key his public key, {@link #KEY_BYTES}
     * @param salt which of his items; may be empty
     */
    CompletionStage<Optional<DhtItem>> get(byte[] key, byte[] salt);

    /** Leaves an item that nobody can change with the nodes nearest to it; they forget it after two hours. */
    CompletionStage<DhtStored> put(BencodeValue value);

    /**
     * Signs an item and leaves it with the nodes nearest to it, as the successor of the newest one that is found; they forget
     * it after two hours.
     *
     * @param seed the secret key, {@link #KEY_BYTES}
     * @param salt which of its items; may be empty
     */
    CompletionStage<DhtStored> put(byte[] seed, byte[] salt, BencodeValue value);
}
