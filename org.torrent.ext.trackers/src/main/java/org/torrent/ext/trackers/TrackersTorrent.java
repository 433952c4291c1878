package org.torrent.ext.trackers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TrackerInfo;

/** Tracker exchange of one torrent: what its peers may be told, and what is taken from them. The torrent's loop. */
final class TrackersTorrent implements TorrentPlugin, TrackersHub {
    private final TorrentContext torrent;
    private final Supplier<TrackersSettings> settings;
    private final Map<String, Integer> takenOf = new HashMap<>(); // by address; bounded by what is taken in all
    private final Map<String, InetAddress> waiting = new LinkedHashMap<>(); // for the metadata of a magnet
    private int taken;
    private TrackerList list; // until the next tick

    TrackersTorrent(TorrentContext torrent, Supplier<TrackersSettings> settings) {
        this.torrent = torrent;
        this.settings = settings;
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        return new TrackersPeer(this, peer);
    }

    /** A magnet may turn out to be private: what peers named is forgotten then, and they are told that we are silent. */
    @Override
    public void onMetadata() {
        list = null;
        if (torrent.isPrivate()) {
            torrent.repeatHandshake();
        } else {
            waiting.forEach((url, from) -> take(List.of(url), from));
        }
        waiting.clear();
    }

    @Override
    public boolean speaks() {
        return settings.get().enabled() && !torrent.isPrivate();
    }

    @Override
    public TrackerList list() {
        if (list == null) {
            boolean open = speaks() && torrent.metadata().isPresent();
            list = TrackerList.of(open ? torrent.trackers() : List.of());
        }
        return list;
    }

    @Override
    public void tick() {
        list = null;
    }

    @Override
    public long intervalNanos() {
        return settings.get().intervalNanos();
    }

    @Override
    public long nowNanos() {
        return torrent.nowNanos();
    }

    @Override
    public void named(List<String> urls, InetAddress from) {
        if (!speaks()) {
            return;
        }
        if (torrent.metadata().isPresent()) {
            take(urls, from);
            return;
        }
        for (String url : urls) {
            if (waiting.size() < TrackersLimits.WAITING
                    && TrackerUrls.acceptable(url)
                    && mayName(from, waitingOf(from))) {
                waiting.putIfAbsent(url, from);
            }
        }
    }

    private int waitingOf(InetAddress from) {
        return (int) waiting.values().stream()
                .filter(other -> key(other).equals(key(from)))
                .count();
    }

    private void take(List<String> urls, InetAddress from) {
        Set<String> known = new HashSet<>();
        Map<String, Integer> hosts = new HashMap<>();
        for (TrackerInfo tracker : torrent.trackers()) {
            known.add(tracker.url());
            hosts.merge(TrackerUrls.host(tracker.url()), 1, Integer::sum);
        }
        for (String url : urls) {
            String host = TrackerUrls.host(url);
            boolean mayBeAsked = !host.isEmpty() && hosts.getOrDefault(host, 0) < TrackersLimits.PER_HOST;
            if (mayBeAsked && mayName(from, 0) && known.add(url)) {
                hosts.merge(host, 1, Integer::sum);
                charge(from, 1);
                torrent.addTrackers(List.of(url), "peer " + from.getHostAddress())
                        .whenComplete((added, failed) -> charge(from, failed == null && added == 1 ? 0 : -1));
            }
        }
    }

    /** What the engine does not take, such as a scheme that nobody here speaks, takes nobody's place. */
    private void charge(InetAddress from, int trackers) {
        taken += trackers;
        takenOf.merge(key(from), trackers, Integer::sum);
    }

    private boolean mayName(InetAddress from, int more) {
        return taken < TrackersLimits.TAKEN
                && takenOf.getOrDefault(key(from), 0) + more < settings.get().takenPerAddress();
    }

    /** Who holds an IPv6 address holds all of its /64. */
    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
