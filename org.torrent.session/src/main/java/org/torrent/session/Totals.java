package org.torrent.session;

import java.util.List;
import java.util.function.ToLongFunction;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.spi.buffer.BlockPool;

/** Adds torrents up. */
final class Totals {
    private Totals() {}

    static SessionSnapshot of(List<TorrentSnapshot> torrents, BlockPool pool, long upSeconds) {
        return new SessionSnapshot(
                torrents.size(),
                (int) sum(torrents, TorrentSnapshot::peers),
                sum(torrents, TorrentSnapshot::downloadRate),
                sum(torrents, TorrentSnapshot::uploadRate),
                sum(torrents, TorrentSnapshot::downloadedBytes),
                sum(torrents, TorrentSnapshot::uploadedBytes),
                pool.lentBytes(),
                pool.capacityBytes(),
                upSeconds);
    }

    private static long sum(List<TorrentSnapshot> torrents, ToLongFunction<TorrentSnapshot> value) {
        return torrents.stream().mapToLong(value).sum();
    }
}
