package org.torrent.session.budget;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections by torrent. The scarcer they are the more equal the torrents: up to half of the whole a torrent may
 * have what it likes, beyond it no more than its equal part, and the last tenth is for torrents that have only a few.
 * So a torrent that comes last still finds peers. Not thread-safe.
 */
final class TorrentShares {
    /** What a torrent may have while there is any left at all. */
    static final int FEW = 10;

    private final Map<Object, Integer> held = new HashMap<>();

    /**
     * Whether the torrent may have one more.
     *
     * @param used connections of the session
     * @param max how many there may be
     */
    boolean isWithinShare(Object torrent, int used, int max) {
        int has = held.getOrDefault(torrent, 0);
        if (used < max / 2 || has < FEW) {
            return true;
        }
        int torrents = held.size() + (has == 0 ? 1 : 0);
        return used < max - max / 10 && has < max / torrents;
    }

    void add(Object torrent) {
        held.merge(torrent, 1, Integer::sum);
    }

    void remove(Object torrent) {
        held.computeIfPresent(torrent, (key, count) -> count == 1 ? null : count - 1);
    }
}
