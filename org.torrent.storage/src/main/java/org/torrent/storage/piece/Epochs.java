package org.torrent.storage.piece;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.model.TorrentId;

/** The newest epoch in which each torrent was asked for, as long as anybody has it or waits for it. Any thread. */
public final class Epochs {
    private final Map<TorrentId, Asked> torrents = new ConcurrentHashMap<>();

    private static final class Asked {
        private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
        private int claims; // within compute
    }

    /** A claim; older ones of the torrent are stale from now on. To be {@linkplain #release released} once. */
    public Epoch claim(TorrentId torrent, long epoch) {
        Asked asked = torrents.compute(torrent, (id, known) -> {
            Asked one = known == null ? new Asked() : known;
            one.claims++;
            one.newest.accumulateAndGet(epoch, Math::max);
            return one;
        });
        return new Epoch(epoch, asked.newest);
    }

    /** A claim is over: it was refused, or the torrent is closed. */
    public void release(TorrentId torrent) {
        torrents.computeIfPresent(torrent, (id, asked) -> --asked.claims == 0 ? null : asked);
    }
}
