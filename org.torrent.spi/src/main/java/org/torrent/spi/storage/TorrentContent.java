package org.torrent.spi.storage;

import java.util.List;
import org.torrent.model.PieceLayout;
import org.torrent.model.PieceVerifier;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;

/**
 * What the storage needs to know of a torrent.
 *
 * @param id what records of it are kept under
 * @param layout its pieces
 * @param files its files, in order
 * @param verifier how its pieces are hashed and what they must hash to
 */
public record TorrentContent(TorrentId id, PieceLayout layout, List<FileEntry> files, PieceVerifier verifier) {
    /** That of a metainfo. */
    public static TorrentContent of(Metainfo metainfo) {
        return new TorrentContent(metainfo.id(), metainfo.layout(), metainfo.files(), metainfo.verifier());
    }
}
