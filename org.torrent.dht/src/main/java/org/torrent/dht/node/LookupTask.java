package org.torrent.dht.node;

import java.util.Map;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;

/** What nodes are asked on the way to a target. */
interface LookupTask {
    /** The name of the query. */
    String method();

    /** Its arguments, without {@code id}. */
    Map<String, BencodeValue> arguments();

    /** Whether to ask where nodes begin, too, however many are known already: else two networks might never meet. */
    default boolean isBeginning() {
        return false;
    }

    /** One answered. */
    default void onAnswer(NodeAddress from, BencodeDictionary values) {}

    /** The end. */
    void onDone(LookupResult result, long nowNanos);
}
