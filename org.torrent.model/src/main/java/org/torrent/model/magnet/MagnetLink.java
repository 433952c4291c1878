package org.torrent.model.magnet;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.torrent.model.HostPort;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;

/**
 * A magnet link (BEP 9, BEP 53). Only the id is certain; all else is a hint from whoever wrote the link.
 *
 * @param id the torrent ({@code xt=urn:btih:}, of a hybrid {@code xt=urn:btmh:} too)
 * @param name what to show until the metadata is there ({@code dn})
 * @param trackers URLs as written ({@code tr})
 * @param peers addresses to dial ({@code x.pe})
 * @param webSeeds URLs as written ({@code ws})
 * @param files the selection, sorted and without overlaps, empty for all files ({@code so})
 */
public record MagnetLink(
        TorrentId id,
        Optional<String> name,
        List<String> trackers,
        List<HostPort> peers,
        List<String> webSeeds,
        List<FileRange> files) {

    /** Copies the lists; an empty name is no name. */
    public MagnetLink {
        name = name.filter(text -> !text.isEmpty());
        trackers = List.copyOf(trackers);
        peers = List.copyOf(peers);
        webSeeds = List.copyOf(webSeeds);
        files = FileRanges.sorted(files);
    }

    /** A link with nothing but the torrent's id. */
    public static MagnetLink of(TorrentId id) {
        return new MagnetLink(id, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    /** The same with other trackers. */
    public MagnetLink withTrackers(List<String> other) {
        return new MagnetLink(id, name, other, peers, webSeeds, files);
    }

    /** Whether the text starts like a magnet link. */
    public static boolean isMagnet(String text) {
        return MagnetParser.isMagnet(text);
    }

    /**
     * Reads a link.
     *
     * @throws MagnetException when it is malformed, names no torrent of version 1, or exceeds a limit
     */
    public static MagnetLink parse(String text) throws MagnetException {
        return parse(text, leftOut -> {});
    }

    /**
     * The same, telling of hints that are unusable: the link is used without them.
     *
     * @param leftOut gets a line for people for each, at most {@link Limits#MAGNET_WARNINGS} and one with the number of the others
     * @throws MagnetException as {@link #parse(String)}
     */
    public static MagnetLink parse(String text, Consumer<String> leftOut) throws MagnetException {
        MagnetParser read = MagnetParser.read(text, new LeftOut(leftOut));
        return new MagnetLink(
                read.id(), Optional.of(read.name()), read.trackers(), read.peers(), read.webSeeds(), read.files());
    }

    /** Whether the link's selection includes the file; true for every file when there is none. */
    public boolean selects(int file) {
        return files.isEmpty() || FileRanges.contains(files, file);
    }

    /** The link; {@link #parse} reads it back to an equal value. */
    @Override
    public String toString() {
        StringBuilder link = new StringBuilder("magnet:?").append(Topics.write(id));
        name.ifPresent(text -> append(link, "dn", text));
        trackers.forEach(url -> append(link, "tr", url));
        peers.forEach(peer -> append(link, "x.pe", peer.toString()));
        webSeeds.forEach(url -> append(link, "ws", url));
        if (!files.isEmpty()) {
            link.append("&so=").append(files.stream().map(FileRange::toString).collect(Collectors.joining(",")));
        }
        return link.toString();
    }

    private static void append(StringBuilder link, String key, String value) {
        link.append('&').append(key).append('=').append(PercentCoding.encode(value));
    }
}
