package org.torrent.session.torrent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentException;
import org.torrent.model.InfoHash;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;

/** What is known about a torrent from its magnet link, and the step from there to its metadata. Pure. */
final class Metadata {
    private Metadata() {}

    /** The parsed metadata; nothing when its hash is another. */
    static Optional<Metainfo> parse(InfoHash expected, byte[] info, List<List<String>> trackers)
            throws TorrentException {
        if (!sha1(info).equals(expected)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MetainfoParser.parseInfo(info, trackers));
        } catch (MetainfoException e) {
            throw new TorrentException("the metadata of " + expected + " can't be used: " + e.getMessage(), e);
        }
    }

    static List<List<String>> trackers(AddTorrent parameters) {
        return parameters
                .magnet()
                .map(magnet -> magnet.trackers().stream().map(List::of).toList())
                .orElse(List.of());
    }

    static String name(AddTorrent parameters, InfoHash infoHash) {
        return parameters.magnet().flatMap(m -> m.name()).orElse(infoHash.hex());
    }

    private static InfoHash sha1(byte[] info) {
        try {
            return InfoHash.of(MessageDigest.getInstance("SHA-1").digest(info));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
