package org.torrent.spi.dht;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.bencode.BencodeDictionary;

/**
 * Who may answer the queries of other nodes in place of the DHT node that got them (BEP 5). The session is one, for its
 * plugins; a node asks it before its own handling. Thread-safe, never blocks, throws nothing.
 */
@ProviderType
public interface DhtQueries {
    /** Whether anybody wants to be asked; a node need not hold a query otherwise. Cheap, may change at any time. */
    boolean isWanted();

    /**
     * A query came, which is well formed. The node holds it until the answer is there; how many are held and for how long is
     * bounded here, and beyond that the answer is at once that nobody has one.
     *
     * @param query its name ({@code q}), whether or not the node knows it
     * @param source who asks; nothing proves that it is he
     * @param message the whole message, {@code a} with its arguments, {@code t} and {@code v} too
     * @return completes on any thread with the values of the response ({@code r}), to which the node adds its {@code id}; with
     *     nothing when the node answers by itself. It never fails
     */
    CompletionStage<Optional<BencodeDictionary>> onQuery(
            String query, InetSocketAddress source, BencodeDictionary message);
}
