package org.torrent.storage.content;

import java.util.List;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;

/**
 * What the storage needs to know of a torrent.
 *
 * @param infoHash its name
 * @param layout its pieces
 * @param files its files, in order
 * @param hashes the hashes of its pieces
 */
public record TorrentContent(InfoHash infoHash, PieceLayout layout, List<FileEntry> files, PieceHashes hashes) {
    /** That of a metainfo. */
    public static TorrentContent of(Metainfo metainfo) {
        return new TorrentContent(metainfo.infoHash(), metainfo.layout(), metainfo.files(), metainfo::hashMatches);
    }

    /** Compares a piece with its hash. */
    @FunctionalInterface
    public interface PieceHashes {
        /** Whether the SHA-1 is that of the piece. */
        boolean matches(int piece, byte[] sha1);
    }
}
