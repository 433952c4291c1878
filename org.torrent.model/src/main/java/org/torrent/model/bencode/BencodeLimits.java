package org.torrent.model.bencode;

import org.torrent.model.Limits;

/**
 * What a reader of bencode accepts.
 *
 * @param maxBytes length of the whole value
 * @param maxDepth nested lists and dictionaries
 * @param maxTokens strings, integers, list and dictionary starts and ends
 * @param keyOrder order of a dictionary's keys
 */
public record BencodeLimits(int maxBytes, int maxDepth, int maxTokens, KeyOrder keyOrder) {
    /** Readers recurse: what may be configured as the deepest nesting. */
    private static final int MAX_DEPTH = 1_000;

    /** A message from a peer, a DHT node or a tracker: 64 KiB, keys in any order. */
    public static final BencodeLimits MESSAGE =
            new BencodeLimits(Limits.MESSAGE_BYTES, Limits.BENCODE_DEPTH, Limits.BENCODE_TOKENS, KeyOrder.ANY);

    /** What this runtime wrote itself: 64 KiB, keys sorted. */
    public static final BencodeLimits CANONICAL = MESSAGE.withKeyOrder(KeyOrder.SORTED);

    /** A .torrent file: 10 MB, keys in any order. To be walked as tokens, not to be made into objects. */
    public static final BencodeLimits TORRENT = MESSAGE.withMaxBytes(Limits.TORRENT_BYTES);

    /** An {@code info} dictionary from peers: 31.5 MB, keys in any order. To be walked as tokens. */
    public static final BencodeLimits METADATA = MESSAGE.withMaxBytes(Limits.METADATA_BYTES);

    /** Checks the numbers. */
    public BencodeLimits {
        if (maxBytes < 0 || maxDepth < 0 || maxDepth > MAX_DEPTH || maxTokens < 0) {
            throw new IllegalArgumentException("bytes " + maxBytes + ", depth " + maxDepth + ", tokens " + maxTokens);
        }
    }

    /** The same with another length in bytes. */
    public BencodeLimits withMaxBytes(int bytes) {
        return new BencodeLimits(bytes, maxDepth, maxTokens, keyOrder);
    }

    /** The same with another order of keys. */
    public BencodeLimits withKeyOrder(KeyOrder order) {
        return new BencodeLimits(maxBytes, maxDepth, maxTokens, order);
    }
}
