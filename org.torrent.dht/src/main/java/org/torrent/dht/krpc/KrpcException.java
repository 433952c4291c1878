package org.torrent.dht.krpc;

import org.torrent.model.bencode.BencodeString;

/** A question that is answered with an error; without a transaction it is not answered at all. */
public final class KrpcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient BencodeString transaction;

    /** What is wrong with a question. */
    public KrpcException(BencodeString transaction, String message) {
        super(message);
        this.transaction = transaction;
    }

    /** What is no message at all. */
    public KrpcException(String message) {
        this(null, message);
    }

    /** What the error repeats; null when nothing is answered. */
    public BencodeString transaction() {
        return transaction;
    }
}
