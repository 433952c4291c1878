package org.torrent.model.bencode;

/** Writes values as canonical bencode (BEP 3): dictionary keys sorted, no leading zeros. */
public final class BencodeEncoder {
    private BencodeEncoder() {}

    /** The value's bytes. */
    public static byte[] encode(BencodeValue value) {
        throw new UnsupportedOperationException();
    }
}
