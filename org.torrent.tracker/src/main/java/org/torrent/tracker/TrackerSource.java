package org.torrent.tracker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.peers.TrackerStatus;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Randomness;

/** Finds peers through trackers. Thread-safe; everything is decided on one loop of its own. */
public final class TrackerSource implements PeerSource {
    private final Clock clock;
    private final RandomGenerator random;
    private final EventLoop loop;
    private final List<TrackerProtocol> protocols;
    private final Announcer announcer;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Touched on the loop only. */
    private final Set<TrackerSearch> searches = new LinkedHashSet<>();

    /** Those that say good-bye still; touched on the loop only. */
    private final Set<TrackerSearch> leaving = new LinkedHashSet<>();

    /** Touched on the loop only. */
    private boolean closing;

    /** Touched on the loop only. */
    private AnnounceOptions options;

    /** Takes what it runs on, and the protocols it speaks, which run on the same loop; that ends with {@link #shutdown}. */
    public TrackerSource(
            EventLoop loop,
            Clock clock,
            Randomness randomness,
            AnnounceOptions options,
            List<TrackerProtocol> protocols) {
        this.clock = clock;
        this.random = randomness.newGenerator();
        this.options = options;
        this.loop = loop;
        this.protocols = protocols;
        this.announcer = new Announcer(loop, clock, protocols, options.parallel());
        announcer.onBack(this::hostIsBack);
    }

    @Override
    public String name() {
        return "tracker";
    }

    @Override
    public int source() {
        return TRACKER;
    }

    @Override
    public boolean asks(String tracker) {
        return announcer.speaks(tracker);
    }

    @Override
    public Search search(Swarm swarm) {
        Running running = new Running(swarm);
        loop.execute(running::start);
        return running;
    }

    /** Something that announces need came: torrents whose trackers could not be asked ask at once. Any thread. */
    public void retry() {
        loop.execute(() -> searches.forEach(TrackerSearch::retry));
    }

    private void hostIsBack(String host) {
        long spread = TimeUnit.SECONDS.toNanos(1 + searches.size() / Limits.PER_HOST_A_SECOND);
        searches.forEach(search -> search.hostIsBack(host, spread));
    }

    /** What counts from the next announce on; no tracker notices. Any thread. */
    public void configure(AnnounceOptions changed) {
        loop.execute(() -> {
            options = changed;
            searches.forEach(search -> search.configure(changed));
            announcer.parallel(changed.parallel());
        });
    }

    /**
     * Says good-bye to the trackers of all torrents. Any thread, does not block; idempotent.
     *
     * @return complete when all were told, or the time for that is up
     */
    public CompletionStage<Void> close() {
        loop.execute(() -> {
            if (!closing) {
                closing = true;
                List.copyOf(searches).forEach(this::stop);
                loop.schedule(this::finish, options.goodbyeLimit().toNanos());
                finishIfAllAreGone();
            }
        });
        return closed.minimalCompletionStage();
    }

    private void stop(TrackerSearch search) {
        searches.remove(search);
        leaving.add(search);
        search.whenGone(() -> {
            leaving.remove(search);
            finishIfAllAreGone();
        });
        search.stop();
    }

    private void finishIfAllAreGone() {
        if (closing && leaving.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        if (!closed.isDone()) {
            announcer.cancelAll();
            protocols.forEach(TrackerProtocol::close);
            closed.complete(null);
        }
    }

    /** Ends the loop, after {@link #close}; false when it goes on beyond the time. Not on the loop. */
    public boolean shutdown(long timeoutMillis) {
        return loop.shutdown(timeoutMillis);
    }

    /** One torrent's search as its session has it: each call is a message to the loop. */
    private final class Running implements Search {
        private final Swarm swarm;

        /** Changed on the loop only; null before it begins, and when it came too late. */
        private volatile TrackerSearch search;

        /** Touched on the loop only. */
        private boolean stopped;

        Running(Swarm swarm) {
            this.swarm = swarm;
        }

        /** The good-bye of the same torrent's last run goes first: behind our start it would end us. */
        private void start() {
            Optional<TrackerSearch> before = leaving.stream()
                    .filter(other -> other.infoHash().equals(swarm.infoHash()))
                    .findFirst();
            if (before.isPresent()) {
                before.get().whenGone(this::start);
            } else if (!closing && !stopped) {
                search = new TrackerSearch(swarm, loop, clock, random, announcer, options);
                searches.add(search);
                search.start();
            }
        }

        private void post(Runnable task) {
            loop.execute(() -> {
                if (search != null) {
                    task.run();
                }
            });
        }

        @Override
        public void completed() {
            post(() -> search.completed());
        }

        @Override
        public void askNow() {
            post(() -> search.askNow());
        }

        @Override
        public void reannounce() {
            post(() -> search.reannounce());
        }

        @Override
        public List<TrackerStatus> trackers() {
            TrackerSearch running = search;
            return running == null ? List.of() : running.trackers();
        }

        @Override
        public void stop() {
            loop.execute(() -> {
                stopped = true;
                if (searches.contains(search)) {
                    TrackerSource.this.stop(search);
                }
            });
        }
    }
}
