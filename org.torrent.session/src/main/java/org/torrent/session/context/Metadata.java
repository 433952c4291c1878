package org.torrent.session.context;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentException;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.InfoDigest;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.session.net.LiteralAddress;

/** What is known about a torrent from its magnet link, and the step from there to its metadata. Pure. */
public final class Metadata {
    private Metadata() {}

    /** The parsed metadata; nothing when its hash is another. */
    public static Optional<Metainfo> parse(TorrentId expected, byte[] info, List<List<String>> trackers)
            throws TorrentException {
        if (!InfoDigest.matches(expected, info)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MetainfoParser.parseInfo(info, trackers));
        } catch (MetainfoException e) {
            throw new TorrentException("the metadata of " + expected + " can't be used: " + e.getMessage(), e);
        }
    }

    /** The link's trackers, each a tier of its own; none without a link. */
    public static List<List<String>> trackers(AddTorrent parameters) {
        return parameters
                .magnet()
                .map(magnet -> magnet.trackers().stream().map(List::of).toList())
                .orElse(List.of());
    }

    /** The tiers of both, the first ones first; a URL that is there is not taken again, nor more than there may be. */
    public static List<List<String>> merged(List<List<String>> tiers, List<List<String>> more) {
        Set<String> known = tiers.stream().flatMap(List::stream).collect(Collectors.toCollection(HashSet::new));
        List<List<String>> all = new ArrayList<>(tiers);
        for (List<String> tier : more) {
            List<String> fresh = tier.stream()
                    .filter(url -> known.size() < Limits.TRACKERS && known.add(url))
                    .toList();
            if (!fresh.isEmpty()) {
                all.add(fresh);
            }
        }
        return List.copyOf(all);
    }

    /** The trackers that a caller names with a torrent. */
    public static List<List<String>> trackersOf(AddTorrent parameters) {
        return parameters.metainfo().map(Metainfo::trackers).orElseGet(() -> trackers(parameters));
    }

    /** The link's name, or the torrent's on the wire. */
    public static String name(AddTorrent parameters, TorrentId id) {
        return parameters.magnet().flatMap(m -> m.name()).orElse(id.infoHash().hex());
    }

    /** Whom to dial at the start: the caller's peers and those the link names by address; names are not looked up here. */
    public static List<InetSocketAddress> peers(AddTorrent parameters) {
        List<InetSocketAddress> peers = new ArrayList<>(parameters.peers());
        parameters.magnet().ifPresent(magnet -> magnet.peers()
                .forEach(peer -> LiteralAddress.of(peer).ifPresent(peers::add)));
        return peers;
    }

    /** Indexes of the files to fetch, empty for all: the caller's choice, or else the link's (BEP 53). */
    public static List<Integer> wantedFiles(AddTorrent parameters, Metainfo metainfo) {
        boolean chosenByLink = parameters.wantedFiles().isEmpty()
                && parameters.magnet().filter(m -> !m.files().isEmpty()).isPresent();
        if (!chosenByLink) {
            return parameters.wantedFiles();
        }
        MagnetLink magnet = parameters.magnet().orElseThrow();
        return metainfo.files().stream()
                .map(FileEntry::index)
                .filter(magnet::selects)
                .toList();
    }
}
