package org.torrent.session.peers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.peers.TrackerStatus;

/** The searches for one torrent's peers, one per source that is there. On the torrent's loop. */
public final class PeerSearches {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSearches.class);

    private final TorrentServices services;
    private final TorrentFacts facts;
    private final SwarmHost host;
    private final IntFunction<Swarm> views;
    private final Map<PeerSource, PeerSource.Search> running = new ConcurrentHashMap<>(); // see orphan
    private volatile boolean orphaned;

    /** {@code views} makes what a source sees of the torrent, by the source's bit. */
    public PeerSearches(TorrentServices services, TorrentFacts facts, SwarmHost host, IntFunction<Swarm> views) {
        this.services = services;
        this.facts = facts;
        this.host = host;
        this.views = views;
    }

    /** Starts with sources that came, once what is missing is known; stops with those that went or may not be asked any more. */
    public void update() {
        List<PeerSource> sources = services.sources().get();
        for (PeerSource gone : new HashSet<>(running.keySet())) {
            if (!sources.contains(gone) || !mayAsk(gone)) {
                guarded(running.remove(gone)::stop);
            }
        }
        for (PeerSource source : sources) {
            if (host.mayAnnounce() && !running.containsKey(source) && mayAsk(source)) {
                guarded(() -> running.put(source, source.search(views.apply(source.source()))));
            }
        }
        if (orphaned) {
            stop(); // the loop was stuck in here
        }
    }

    private boolean mayAsk(PeerSource source) {
        return source.source() == PeerSource.TRACKER || !facts.isPrivate();
    }

    /** Every file is complete now. */
    public void completed() {
        running.values().forEach(search -> guarded(search::completed));
    }

    /** There are more trackers. */
    public void askNow() {
        running.values().forEach(search -> guarded(search::askNow));
    }

    /** The user wants to hear from all of them. */
    public void reannounce() {
        running.values().forEach(search -> guarded(search::reannounce));
    }

    /** What they know of trackers. Any thread. */
    public List<TrackerStatus> trackers() {
        List<TrackerStatus> all = new ArrayList<>();
        running.values().forEach(search -> guarded(() -> all.addAll(search.trackers())));
        return all;
    }

    /** Ends all of them. */
    public void stop() {
        running.values().forEach(search -> guarded(search::stop));
        running.clear();
    }

    /** Ends all of them while the loop that should do it is stuck. Any thread. */
    public void orphan() {
        orphaned = true;
        running.values().forEach(search -> guarded(search::stop));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            LOG.warn("A peer source failed; the others go on", t);
        }
    }
}
