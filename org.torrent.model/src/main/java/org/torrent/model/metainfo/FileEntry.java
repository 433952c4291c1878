package org.torrent.model.metainfo;

import java.util.List;

/**
 * One file of a torrent. Both paths start with the torrent's name: a single file has one component, a file of several
 * lies in the directory of that name.
 *
 * @param index place in the torrent's list, from 0
 * @param rawPath the names as the torrent gives them; for display only
 * @param path the names to use on disk, safe to resolve under the save directory
 * @param offset the file's first byte in the concatenation of all files
 * @param length bytes
 * @param padding zeros to be served but never written (BEP 47)
 * @param executable whether the file asks to be executable (BEP 47)
 * @param symlink a symbolic link (BEP 47): empty, never created, kept for its index only
 */
public record FileEntry(
        int index,
        List<String> rawPath,
        List<String> path,
        long offset,
        long length,
        boolean padding,
        boolean executable,
        boolean symlink) {

    /** Copies the lists. */
    public FileEntry {
        rawPath = List.copyOf(rawPath);
        path = List.copyOf(path);
    }

    /** Whether the file exists on disk: neither padding nor a symbolic link. */
    public boolean onDisk() {
        return !padding && !symlink;
    }

    /** Index of the first byte after the file in the concatenation of all files. */
    public long end() {
        return offset + length;
    }

    /** Whether the name on disk is not the name in the torrent. */
    public boolean renamed() {
        return !rawPath.equals(path);
    }
}
