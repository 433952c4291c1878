package org.torrent.model.bencode;

/** Bytes that are not the bencode that was asked for. The message names the offset and the problem. */
public final class BencodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A problem at a place.
     *
     * @param offset index of the offending byte in the array that was read
     * @param problem what is wrong there, without a full stop
     */
    public BencodeException(int offset, String problem) {
        super("bencode, byte " + offset + ": " + problem);
        this.offset = offset;
    }

    /** Index of the offending byte in the array that was read. */
    public int offset() {
        return offset;
    }
}
