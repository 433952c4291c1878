package org.torrent.session.context;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.torrent.model.PeerId;
import org.torrent.session.alert.Alerts;
import org.torrent.session.budget.LoopSlots;
import org.torrent.session.net.PeerDialer;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.dht.DhtNode;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.Storage;

/**
 * What the session lends to its torrents. Suppliers answer what is there now; null or empty when a provider is missing.
 *
 * @param clock time
 * @param pool blocks: the torrent's share of the session's pool
 * @param alerts where alerts go
 * @param peerId who we are
 * @param currentSettings the user's, as they are now
 * @param wires what connections share
 * @param dialer the way to peers
 * @param storage the disk
 * @param sources ways to find peers
 * @param blocked whether nobody at that address is to be talked to
 * @param listening the address and port to tell others, or nothing
 * @param ownAddresses where the user wants to listen, with the ports that are bound: nothing goes out by others
 * @param random a new source of randomness
 * @param neighbours whose files a torrent must leave alone
 * @param slots the unchoke slots of a loop's torrents; asked on the session loop
 */
public record TorrentServices(
        Clock clock,
        BlockPool pool,
        Alerts alerts,
        PeerId peerId,
        Supplier<TorrentSettings> currentSettings,
        WireSetup wires,
        PeerDialer dialer,
        Supplier<Storage> storage,
        Supplier<List<PeerSource>> sources,
        Predicate<InetAddress> blocked,
        Supplier<Optional<InetSocketAddress>> listening,
        Supplier<List<InetSocketAddress>> ownAddresses,
        Supplier<RandomGenerator> random,
        Neighbours neighbours,
        Function<EventLoop, LoopSlots> slots) {
    /** The same, with blocks from another pool. */
    public TorrentServices withPool(BlockPool other) {
        return new TorrentServices(
                clock,
                other,
                alerts,
                peerId,
                currentSettings,
                wires,
                dialer,
                storage,
                sources,
                blocked,
                listening,
                ownAddresses,
                random,
                neighbours,
                slots);
    }

    /** The user's settings. */
    public TorrentSettings settings() {
        return currentSettings.get();
    }

    /** The port to tell others, 0 for none. */
    public int listenPort() {
        return listening.get().map(InetSocketAddress::getPort).orElse(0);
    }

    /** Our node of the DHT, if there is one that peers may know of. */
    public Optional<DhtNode> dhtNode() {
        return sources.get().stream()
                .filter(DhtNode.class::isInstance)
                .map(DhtNode.class::cast)
                .filter(node -> node.port() > 0)
                .findFirst();
    }

    /** Whether nobody at that address is to be talked to. */
    public boolean isBlocked(InetSocketAddress endpoint) {
        return !endpoint.isUnresolved() && blocked.test(endpoint.getAddress());
    }

    /** Monotonic time in nanoseconds. */
    public long nowNanos() {
        return clock.nowNanos();
    }
}
