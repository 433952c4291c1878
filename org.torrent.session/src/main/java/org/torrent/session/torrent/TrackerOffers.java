package org.torrent.session.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.Limits;
import org.torrent.session.context.TorrentFacts;
import org.torrent.spi.peers.PeerSource;

/** A torrent's trackers as plugins see them, and those they tell of. */
final class TrackerOffers {
    private final TorrentFacts facts;
    private final Supplier<List<PeerSource>> sources;
    private final Runnable trackersChanged;

    TrackerOffers(TorrentFacts facts, Supplier<List<PeerSource>> sources, Runnable trackersChanged) {
        this.facts = facts;
        this.sources = sources;
        this.trackersChanged = trackersChanged;
    }

    /** In the order of their tiers. Any thread. */
    List<TrackerInfo> all() {
        List<TrackerInfo> all = new ArrayList<>();
        List<List<String>> tiers = facts.trackers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            for (String url : tiers.get(tier)) {
                all.add(new TrackerInfo(
                        url,
                        tier,
                        facts.learned().hasAnswered(url),
                        facts.learned().wasLocal(url),
                        facts.sourceOf(url)));
            }
        }
        return all;
    }

    /**
     * Takes what is new and can be asked. On the torrent's loop.
     *
     * @return how many
     * @throws IllegalStateException when the torrent is private
     */
    int add(List<String> urls, String source) {
        if (facts.isPrivate()) {
            throw new IllegalStateException(
                    facts.name() + " is private: no trackers but those of its .torrent file are asked (BEP 27)");
        }
        List<String> known = facts.trackers().stream().flatMap(List::stream).toList();
        int added = 0;
        for (String url : urls) {
            boolean isNew = !known.contains(url) && isAsked(url);
            added += isNew && facts.learned().add(url, source) ? 1 : 0;
        }
        if (added > 0) {
            trackersChanged.run();
        }
        return added;
    }

    private boolean isAsked(String url) {
        return url.length() <= Limits.URL_BYTES && sources.get().stream().anyMatch(peerSource -> peerSource.asks(url));
    }
}
