package org.torrent.model.metainfo;

import java.util.List;

/**
 * A file to put in a new torrent.
 *
 * @param path names below the torrent's directory, at least one
 * @param length bytes
 * @param executable whether it is to be executable (BEP 47)
 */
public record SourceFile(List<String> path, long length, boolean executable) {
    /** Copies the path. */
    public SourceFile {
        path = List.copyOf(path);
        if (path.isEmpty() || length < 0) {
            throw new IllegalArgumentException("path " + path + ", length " + length);
        }
    }
}
