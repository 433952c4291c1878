package org.torrent.api;

import java.util.List;

/**
 * A file of a torrent at one moment.
 *
 * @param index its place in the torrent
 * @param path components on disk below the download directory, as mapped to legal names
 * @param originalPath components as the torrent has them
 * @param lengthBytes length
 * @param doneBytes bytes in verified pieces
 * @param wanted whether it is fetched
 */
public record FileSnapshot(
        int index, List<String> path, List<String> originalPath, long lengthBytes, long doneBytes, boolean wanted) {}
