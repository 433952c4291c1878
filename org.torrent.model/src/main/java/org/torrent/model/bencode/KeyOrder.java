package org.torrent.model.bencode;

/** Which order of a dictionary's keys is accepted. Keys that occur twice are refused in either case. */
public enum KeyOrder {
    /** Ascending as BEP 3 asks: for what we wrote ourselves and where the bytes must be canonical. */
    SORTED,
    /**
     * Any order: for what others wrote. Real .torrent files and handshakes break the rule, every client takes them, and
     * nothing depends on it, because the info hash is over the bytes as they arrived.
     */
    ANY
}
