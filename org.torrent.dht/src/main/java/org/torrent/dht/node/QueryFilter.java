package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.model.bencode.BencodeDictionary;

/** Who may answer queries in place of the node: plugins. */
public interface QueryFilter {
    /** Nobody. */
    QueryFilter NONE = new QueryFilter() {
        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public void ask(KrpcMessage.Query query, InetSocketAddress from, Consumer<Optional<BencodeDictionary>> answer) {
            answer.accept(Optional.empty());
        }
    };

    /** Whether anybody wants to be asked. */
    boolean isWanted();

    /** Asks; the answer comes once, on the node's loop: the values of a response, or nothing when the node answers. */
    void ask(KrpcMessage.Query query, InetSocketAddress from, Consumer<Optional<BencodeDictionary>> answer);
}
