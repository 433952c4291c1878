package org.torrent.session;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.session.budget.HeldPlaces;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.spi.dht.DhtQueries;

/** Queries that a DHT node holds while plugins are asked, so many at a time. Any thread. */
final class HeldQueries implements DhtQueries {
    private final PluginsOfSession plugins;
    private final HeldPlaces places = new HeldPlaces(PluginLimits.DHT_QUERIES, PluginLimits.DHT_QUERIES_PER_ADDRESS);

    HeldQueries(PluginsOfSession plugins) {
        this.plugins = plugins;
    }

    @Override
    public boolean isWanted() {
        return plugins.wantsDhtRequests();
    }

    @Override
    public CompletionStage<Optional<BencodeDictionary>> onQuery(
            String query, InetSocketAddress source, BencodeDictionary message) {
        boolean isAsked = isWanted() && !source.isUnresolved();
        int bytes = isAsked ? BencodeEncoder.encode(message).length : 0;
        Runnable place = isAsked && bytes <= PluginLimits.DHT_QUERY_BYTES ? places.take(source.getAddress()) : null;
        if (place == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return plugins.onDhtRequest(query, source, message, bytes).whenComplete((answer, error) -> place.run());
    }
}
