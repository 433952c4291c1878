package org.torrent.session.plugin.registry;

import java.util.function.Predicate;
import org.torrent.model.TorrentId;

/** The torrents that follow the catalog. Any thread. */
public interface CatalogFollowers {
    /** There is a new catalog: each that it concerns looks at it on its own loop. */
    void catalogChanged(Predicate<TorrentId> concerns);

    /** Runs when each of them looked at the catalog that there is now, or ended; on any thread. */
    void whenFollowed(Runnable then);

    /** Whether the caller runs on the loop of one of them, which must not wait. */
    boolean inLoop();
}
