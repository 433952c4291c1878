package org.torrent.example.accounting;

/** Bytes of blocks, both ways. */
record Account(long sent, long received) {
    static final Account NONE = new Account(0, 0);

    Account plus(Account other) {
        return new Account(sent + other.sent, received + other.received);
    }

    boolean isEmpty() {
        return sent == 0 && received == 0;
    }
}
