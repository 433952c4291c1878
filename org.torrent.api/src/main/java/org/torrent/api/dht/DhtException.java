package org.torrent.api.dht;

/** Something that the DHT can't do now; the message says why and what to do. */
public final class DhtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One line for people. */
    public DhtException(String message) {
        super(message);
    }
}
