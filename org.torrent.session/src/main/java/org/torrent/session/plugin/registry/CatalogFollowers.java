package org.torrent.session.plugin.registry;

/** The torrents that follow the catalog. Any thread. */
public interface CatalogFollowers {
    /** There is a new catalog: each looks at it on its own loop. */
    void catalogChanged();

    /** Whether the caller runs on the loop of one of them, which must not wait. */
    boolean inLoop();
}
