package org.torrent.model.bencode;

/** Makes object trees of bencoded messages (BEP 3). A tree costs about ten times the bytes: only for small messages. */
public final class BencodeDecoder {
    /**
     * A value and where it ended.
     *
     * @param value the value
     * @param end index of the first byte after it
     */
    public record Prefix(BencodeValue value, int end) {}

    private BencodeDecoder() {}

    /**
     * Reads bytes that are exactly one value.
     *
     * @throws BencodeException when they are not, or exceed a limit
     */
    public static BencodeValue decode(byte[] bytes, BencodeLimits limits) throws BencodeException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the value that starts at an offset, and ignores what follows it (ut_metadata has a payload there, BEP 9).
     *
     * @throws IndexOutOfBoundsException when the offset is not within the array
     * @throws BencodeException when there is no valid value, or it exceeds a limit
     */
    public static Prefix decodePrefix(byte[] bytes, int offset, BencodeLimits limits) throws BencodeException {
        throw new UnsupportedOperationException();
    }
}
