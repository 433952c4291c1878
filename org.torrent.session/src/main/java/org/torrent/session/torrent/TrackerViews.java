package org.torrent.session.torrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.torrent.api.TrackerSnapshot;
import org.torrent.api.TrackerSnapshotBuilder;
import org.torrent.api.TrackerState;
import org.torrent.model.UrlText;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.TrackerStatus;

/** A torrent's trackers as front ends see them: the list, and what sources know of each. Any thread. */
final class TrackerViews {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final Supplier<List<TrackerStatus>> statuses;

    TrackerViews(TorrentServices services, TorrentFacts facts, Supplier<List<TrackerStatus>> statuses) {
        this.services = services;
        this.facts = facts;
        this.statuses = statuses;
    }

    /** In the order of their tiers. */
    List<TrackerSnapshot> all() {
        Map<String, TrackerStatus> known = new HashMap<>();
        statuses.get().forEach(status -> known.put(status.url(), status));
        List<PeerSource> sources = services.sources().get();
        long now = services.nowNanos();
        List<TrackerSnapshot> all = new ArrayList<>();
        List<List<String>> tiers = facts.trackers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            for (String url : tiers.get(tier)) {
                TrackerSnapshotBuilder view =
                        TrackerSnapshotBuilder.of(UrlText.shown(url)).tier(tier).source(facts.sourceOf(url));
                TrackerStatus status = known.get(url);
                if (status != null) {
                    fill(view, status, now);
                } else if (sources.stream().noneMatch(source -> source.asks(url))) {
                    view.state(TrackerState.UNSUPPORTED);
                }
                all.add(view.build());
            }
        }
        return List.copyOf(all);
    }

    private static void fill(TrackerSnapshotBuilder view, TrackerStatus status, long now) {
        view.state(state(status.state()))
                .seeds(status.seeds())
                .leechers(status.leechers())
                .completed(status.completed())
                .peers(status.peers())
                .problem(status.problem());
        if (status.peers() >= 0) {
            view.answeredSecondsAgo(TimeUnit.NANOSECONDS.toSeconds(Math.max(0, now - status.answeredNanos())));
        }
        if (status.isDue()) {
            view.nextAnnounceSeconds(TimeUnit.NANOSECONDS.toSeconds(Math.max(0, status.dueNanos() - now)));
        }
    }

    private static TrackerState state(TrackerStatus.State state) {
        return switch (state) {
            case IDLE -> TrackerState.IDLE;
            case ANNOUNCING -> TrackerState.ANNOUNCING;
            case WORKING -> TrackerState.WORKING;
            case FAILED -> TrackerState.FAILED;
        };
    }
}
