package org.torrent.model.bencode;

import org.torrent.model.Limits;

/**
 * What a reader of bencode accepts.
 *
 * @param maxBytes length of the whole value
 * @param maxDepth nested lists and dictionaries
 * @param maxTokens strings, integers, list and dictionary starts and ends
 */
public record BencodeLimits(int maxBytes, int maxDepth, int maxTokens) {
    /** Readers recurse: what may be configured as the deepest nesting. */
    private static final int MAX_DEPTH = 1_000;

    /** A message from a peer, a DHT node or a tracker: 64 KiB. */
    public static final BencodeLimits MESSAGE =
            new BencodeLimits(Limits.MESSAGE_BYTES, Limits.BENCODE_DEPTH, Limits.BENCODE_TOKENS);

    /** A .torrent file: 10 MB. To be walked as tokens, not to be made into objects. */
    public static final BencodeLimits TORRENT = MESSAGE.withMaxBytes(Limits.TORRENT_BYTES);

    /** An {@code info} dictionary from peers: 31.5 MB. To be walked as tokens. */
    public static final BencodeLimits METADATA = MESSAGE.withMaxBytes(Limits.METADATA_BYTES);

    /** Checks the numbers. */
    public BencodeLimits {
        if (maxBytes < 0 || maxDepth < 0 || maxDepth > MAX_DEPTH || maxTokens < 0) {
            throw new IllegalArgumentException("bytes " + maxBytes + ", depth " + maxDepth + ", tokens " + maxTokens);
        }
    }

    /** The same with another length in bytes. */
    public BencodeLimits withMaxBytes(int bytes) {
        return new BencodeLimits(bytes, maxDepth, maxTokens);
    }
}
