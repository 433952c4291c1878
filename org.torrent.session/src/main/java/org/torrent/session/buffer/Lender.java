package org.torrent.session.buffer;

/** Whom memory goes back to. Thread-safe. */
@FunctionalInterface
interface Lender {
    /** These blocks are free again. */
    void giveBack(int first, int blocks);
}
