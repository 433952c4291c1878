package org.torrent.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;

/**
 * How to make a .torrent file.
 *
 * @param path a file or a directory
 * @param pieceBytes length of a piece, a power of two from 16 KiB to 16 MiB; chosen by size when empty
 * @param trackers announce URLs, one tier each
 * @param isPrivate whether only trackers may name peers (BEP 27)
 * @param comment for people
 * @param progress hears fractions from 0 to 1, on a storage thread; must not block
 */
public record CreateTorrent(
        Path path,
        OptionalInt pieceBytes,
        List<String> trackers,
        boolean isPrivate,
        Optional<String> comment,
        DoubleConsumer progress) {}
