package org.torrent.model.metainfo;

import java.util.List;

/** Reads .torrent files and metadata from peers. Nothing in them is trusted; every limit is in {@code Limits}. */
public final class MetainfoParser {
    private MetainfoParser() {}

    /**
     * Reads a .torrent file.
     *
     * @throws MetainfoException when it is malformed, unsafe, of version 2 only, or exceeds a limit
     */
    public static Metainfo parse(byte[] torrentFile) throws MetainfoException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads an {@code info} dictionary that came from peers (BEP 9). The caller compares the info hash.
     *
     * @param rawInfo the dictionary; copied
     * @param trackers tiers of tracker URLs, from the magnet link
     * @throws MetainfoException when it is malformed, unsafe, of version 2 only, or exceeds a limit
     */
    public static Metainfo parseInfo(byte[] rawInfo, List<List<String>> trackers) throws MetainfoException {
        throw new UnsupportedOperationException();
    }
}
