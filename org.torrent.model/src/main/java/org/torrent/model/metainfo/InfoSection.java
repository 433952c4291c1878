package org.torrent.model.metainfo;

import java.util.List;
import org.torrent.model.PieceLayout;

/**
 * What the {@code info} dictionary says.
 *
 * @param piecesStart index of the first piece hash in the raw dictionary
 */
record InfoSection(
        String name,
        String rawName,
        PieceLayout layout,
        int piecesStart,
        List<FileEntry> files,
        boolean multiFile,
        boolean isPrivate,
        boolean hybrid) {}
