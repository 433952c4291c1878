package org.torrent.session.torrent;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.peers.PeerSource;

/** The searches for one torrent's peers, one per source that is there. On the torrent's loop. */
final class PeerSearches {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSearches.class);

    private final Torrent torrent;
    private final Map<PeerSource, PeerSource.Search> running = new LinkedHashMap<>();

    PeerSearches(Torrent torrent) {
        this.torrent = torrent;
    }

    /** Starts with sources that came, stops with those that went or may not be asked any more. */
    void update() {
        List<PeerSource> sources = torrent.services().sources().get();
        for (PeerSource gone : new HashSet<>(running.keySet())) {
            if (!sources.contains(gone) || !mayAsk(gone)) {
                guarded(running.remove(gone)::stop);
            }
        }
        for (PeerSource source : sources) {
            if (torrent.isActive() && !running.containsKey(source) && mayAsk(source)) {
                guarded(() -> running.put(source, source.search(new SwarmView(torrent, source.source()))));
            }
        }
    }

    private boolean mayAsk(PeerSource source) {
        return source.source() == PeerSource.TRACKER || !torrent.isPrivate();
    }

    void completed() {
        running.values().forEach(search -> guarded(search::completed));
    }

    void stop() {
        running.values().forEach(search -> guarded(search::stop));
        running.clear();
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            LOG.warn("A peer source failed; the others go on", t);
        }
    }
}
