package org.torrent.dht.node;

/** A question that is answered with an error. */
final class QueryRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** {@code code} is one of {@code KrpcWriter}'s. */
    QueryRefused(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
