package org.torrent.session.context;

import java.util.Optional;
import org.torrent.model.Bitfield;

/** The session's other torrents, as far as their files are concerned. Any thread. */
@FunctionalInterface
public interface Neighbours {
    /**
     * Why a torrent must not write to its files.
     *
     * @param missing the pieces it would write
     * @return for people: both torrents, the file, the remedy; empty when nobody minds
     */
    Optional<String> refusal(TorrentFacts torrent, Bitfield missing);
}
