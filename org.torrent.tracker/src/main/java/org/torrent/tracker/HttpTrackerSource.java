package org.torrent.tracker;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;

/** Finds peers through HTTP and HTTPS trackers. Thread-safe. */
final class HttpTrackerSource implements PeerSource, AutoCloseable {
    private final Options options;
    private final AnnounceThreads threads;

    /** Touched on the timer thread only. */
    private final Set<TrackerSearch> searches = new HashSet<>();

    HttpTrackerSource(Options options) {
        this(options, Network.SYSTEM, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    HttpTrackerSource(Options options, Network network, Supplier<SSLSocketFactory> tls) {
        this.options = options;
        this.threads = new AnnounceThreads(options, network, tls);
    }

    @Override
    public String name() {
        return "http tracker";
    }

    @Override
    public int source() {
        return TRACKER;
    }

    @Override
    public Search search(Swarm swarm) {
        TrackerSearch search = new TrackerSearch(swarm, threads, options.wantedPeers(), threads.nextInt());
        threads.execute(() -> {
            if (!threads.isClosing()) {
                searches.add(search);
                search.start();
            }
        });
        return new Search() {
            @Override
            public void completed() {
                threads.execute(search::completed);
            }

            @Override
            public void askNow() {
                threads.execute(search::askNow);
            }

            @Override
            public void stop() {
                threads.execute(() -> {
                    searches.remove(search);
                    search.stop();
                });
            }
        };
    }

    /** Says good-bye to the trackers of all torrents within the time for that, then ends all threads. */
    @Override
    public void close() {
        threads.close(
                () -> {
                    searches.forEach(TrackerSearch::stop);
                    searches.clear();
                },
                TimeUnit.MILLISECONDS.toNanos(options.goodbyeMillis()));
    }
}
