package org.torrent.model.metainfo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeException;

/** Reads .torrent files and metadata from peers. Nothing in them is trusted; every bound is in {@link Limits}. */
public final class MetainfoParser {
    private MetainfoParser() {}

    /**
     * Reads a .torrent file.
     *
     * @param torrentFile its bytes; what is kept of them is copied
     * @throws MetainfoException when it is malformed, unsafe, of version 2 only, or exceeds a limit
     */
    public static Metainfo parse(byte[] torrentFile) throws MetainfoException {
        if (torrentFile.length > Limits.TORRENT_BYTES) {
            throw new MetainfoException("the .torrent file has " + torrentFile.length + " bytes, at most "
                    + Limits.TORRENT_BYTES + " are accepted");
        }
        try {
            Warnings warnings = new Warnings();
            OuterParser outer = OuterParser.parse(torrentFile, warnings);
            byte[] rawInfo = Arrays.copyOfRange(torrentFile, outer.infoStart(), outer.infoEnd());
            return metainfo(rawInfo, outer.section(), warnings);
        } catch (BencodeException e) {
            throw new MetainfoException("not a valid .torrent file: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an {@code info} dictionary that came from peers (BEP 9). The caller compares it with the
     * torrent's id first, see {@link InfoDigest}.
     *
     * @param rawInfo the dictionary; copied
     * @param trackers tiers of tracker URLs, from the magnet link
     * @throws MetainfoException when it is malformed, unsafe, of version 2 only, or exceeds a limit
     */
    public static Metainfo parseInfo(byte[] rawInfo, List<List<String>> trackers) throws MetainfoException {
        if (rawInfo.length > Limits.METADATA_BYTES) {
            throw new MetainfoException("the metadata has " + rawInfo.length + " bytes, at most "
                    + Limits.METADATA_BYTES + " are accepted");
        }
        try {
            Warnings warnings = new Warnings();
            UrlTiers tiers = new UrlTiers("tracker", Limits.TRACKERS, warnings);
            trackers.forEach(tiers::addTier);
            OuterSection outer = new OuterSection(
                    tiers.tiers(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
            return metainfo(rawInfo.clone(), outer, warnings);
        } catch (BencodeException e) {
            throw new MetainfoException("not valid metadata: " + e.getMessage(), e);
        }
    }

    private static Metainfo metainfo(byte[] rawInfo, OuterSection outer, Warnings warnings)
            throws BencodeException, MetainfoException {
        InfoSection info = InfoParser.parse(rawInfo, warnings);
        return new Metainfo(rawInfo, InfoDigest.id(rawInfo, info.hybrid()), info, outer, warnings.toList());
    }
}
