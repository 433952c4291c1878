package org.torrent.session.plugin.registry;

import java.util.function.Predicate;
import org.torrent.model.TorrentId;

/** The torrents that follow the catalog. Any thread. */
public interface CatalogFollowers {
    /** There is a new catalog: each that it concerns looks at it on its own loop. */
    void catalogChanged(Predicate<TorrentId> concerns);

    /** Returns when each of them looked at the catalog, or the time passed. */
    void awaitFollowed(long millis);

    /** Whether the caller runs on the loop of one of them, which must not wait. */
    boolean inLoop();
}
