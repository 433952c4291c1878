package org.torrent.dht.source;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.node.Node;
import org.torrent.dht.node.PeerSearch;
import org.torrent.spi.peers.Swarm;

/**
 * One torrent: when to look for its peers, and to announce it. A magnet link whose metadata is not there yet is only looked
 * for: it may turn out to be private (BEP 27). On the loop.
 */
final class TorrentSearch {
    /** Who named the peers, for people. */
    static final String ORIGIN = "DHT";

    private final Swarm swarm;
    private final RandomGenerator random;
    private final LongSupplier clock;
    private long dueNanos;
    private Long askedNanos;
    private long pauseNanos = DhtLimits.FIRST_RETRY_NANOS;
    private int running;
    private boolean again;
    private boolean stopped;
    private Set<InetSocketAddress> found = new HashSet<>();

    TorrentSearch(Swarm swarm, RandomGenerator random, LongSupplier clock) {
        this.swarm = swarm;
        this.random = random;
        this.clock = clock;
        this.dueNanos = clock.getAsLong();
    }

    boolean isDue(long nowNanos) {
        return running == 0 && nowNanos - dueNanos >= 0;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Looks for peers among those nodes. */
    void start(Node node, List<Family> families, long nowNanos) {
        if (swarm.isPrivate()) {
            dueNanos = nowNanos + DhtLimits.ANNOUNCE_NANOS; // its session stops it anyway
            return;
        }
        askedNanos = nowNanos;
        found = new HashSet<>();
        again = false;
        running = families.size();
        for (Family family : families) {
            PeerSearch search = new PeerSearch(NodeId.of(swarm.infoHash().bytes()), announced(), false, new Listener());
            if (!node.search(search, family)) {
                ended();
            }
        }
    }

    private Optional<PeerSearch.Announced> announced() {
        int port = swarm.listenPort();
        long left = swarm.leftBytes();
        return port == 0 || left < 0 ? Optional.empty() : Optional.of(new PeerSearch.Announced(port, left == 0));
    }

    /** Sooner than planned, but not too soon. */
    void soon() {
        long nowNanos = clock.getAsLong();
        long earliest = askedNanos == null ? nowNanos : askedNanos + DhtLimits.ASK_AGAIN_NANOS;
        again = running > 0;
        if (dueNanos - earliest > 0) {
            dueNanos = earliest - nowNanos > 0 ? earliest : nowNanos;
        }
    }

    void stop() {
        stopped = true;
    }

    private void ended() {
        if (--running > 0) {
            return;
        }
        long pause = DhtLimits.ANNOUNCE_NANOS;
        if (found.isEmpty()) {
            pause = pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, DhtLimits.ANNOUNCE_NANOS);
        } else {
            pauseNanos = DhtLimits.FIRST_RETRY_NANOS;
        }
        dueNanos = clock.getAsLong() + pause * 3 / 4 + random.nextLong(pause / 2);
        if (again) {
            again = false;
            soon();
        }
    }

    private final class Listener implements PeerSearch.Listener {
        @Override
        public void found(Collection<InetSocketAddress> peers) {
            if (!stopped) {
                found.addAll(peers);
                swarm.found(peers, ORIGIN);
            }
        }

        @Override
        public void done(PeerSearch.Outcome outcome) {
            ended();
        }
    }
}
