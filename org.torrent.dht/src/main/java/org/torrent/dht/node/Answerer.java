package org.torrent.dht.node;

import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeDictionary;

/** What becomes of a question. Either {@link #answered} or {@link #failed} comes, once. */
@FunctionalInterface
interface Answerer {
    /** Nobody waits for it: the table hears of every answer anyway. */
    Answerer NOBODY = (from, values, nowNanos) -> {};

    /** The answer; {@code from} is who gave it, as he says. */
    void answered(NodeAddress from, BencodeDictionary values, long nowNanos);

    /** Nothing came so far; the answer may still come. */
    default void slow(long nowNanos) {}

    /** No answer, or an error. */
    default void failed(long nowNanos) {}
}
