package org.torrent.dht.source;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.node.QueryFilter;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.spi.dht.DhtQueries;
import org.torrent.spi.runtime.EventLoop;

/** Whom the session lets answer, its plugins; how many queries wait for them is bounded there. */
final class PluginQueries implements QueryFilter {
    private final EventLoop loop;
    private Supplier<DhtQueries> asked = () -> null;

    PluginQueries(EventLoop loop) {
        this.loop = loop;
    }

    void ask(Supplier<DhtQueries> queries) {
        asked = queries;
    }

    @Override
    public boolean isWanted() {
        DhtQueries queries = asked.get();
        return queries != null && queries.isWanted();
    }

    @Override
    public void ask(KrpcMessage.Query query, InetSocketAddress from, Consumer<Optional<BencodeDictionary>> answer) {
        DhtQueries queries = asked.get();
        if (queries == null) {
            answer.accept(Optional.empty());
            return;
        }
        queries.onQuery(query.method(), from, query.whole())
                .whenComplete((values, error) ->
                        loop.execute(() -> answer.accept(values == null ? Optional.empty() : values)));
    }
}
