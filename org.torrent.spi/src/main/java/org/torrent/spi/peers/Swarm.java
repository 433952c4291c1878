package org.torrent.spi.peers;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.HostPort;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;

/** One torrent as its peer sources see it. Thread-safe. */
@ProviderType
public interface Swarm {
    /** The torrent. */
    InfoHash infoHash();

    /** Who we are. */
    PeerId peerId();

    /** The port we listen on, 0 for none. */
    int listenPort();

    /**
     * Where the user wants us to listen, whether it could be bound or not, with the port that it has or 0: nothing goes out
     * by another address. Empty, or a wildcard among them: any address.
     */
    default List<InetSocketAddress> listenAddresses() {
        return List.of();
    }

    /** Tracker URLs in tiers (BEP 12); read anew at every announce. */
    List<List<String>> trackers();

    /**
     * Whether a tracker was named by neither the torrent nor the user but by some peer or plugin: it must not lead into
     * the networks of this house.
     */
    default boolean isHearsay(String tracker) {
        return false;
    }

    /** Nodes of the DHT that the torrent names (BEP 5, {@code nodes} of a .torrent); not resolved. */
    default List<HostPort> nodes() {
        return List.of();
    }

    /** Whether only trackers may be asked (BEP 27). */
    boolean isPrivate();

    /** Payload bytes sent to peers since the start. */
    long uploadedBytes();

    /** Payload bytes received since the start. */
    long downloadedBytes();

    /** Bytes missing of the whole torrent, wanted or not (BEP 3); -1 while that is unknown. */
    long leftBytes();

    /** Whether it has all it wants, and that is not everything (BEP 21). */
    default boolean isPartialSeed() {
        return false;
    }

    /** Peers were found; {@code origin} names who said so (a tracker's URL). */
    void found(Collection<InetSocketAddress> peers, String origin);

    /** Asking went wrong; one line for people that names whom we asked. */
    void failed(String origin, String message);

    /** Whoever answers there is in the networks of this house: nobody elsewhere has a use for it. Before {@link #succeeded}. */
    default void isLocal(String origin) {}

    /** Asking went right. */
    void succeeded(String origin, int seeds, int leechers, int peers);
}
