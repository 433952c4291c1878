package org.torrent.dht.node;

/** Puts values into an answer, which knows how much room there is. */
@FunctionalInterface
interface Filler {
    /** Called once for each answer that is tried. */
    void fill(Answer answer);

    /** Whether one that had to be cut is of little use. */
    default boolean isWorthAProof() {
        return false;
    }
}
