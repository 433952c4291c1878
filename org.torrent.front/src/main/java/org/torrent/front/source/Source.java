package org.torrent.front.source;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.torrent.api.AddTorrent;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;

/** A torrent the user named. Immutable. */
public final class Source {
    private final TorrentId id;
    private final String name;
    private final Function<Path, AddTorrent.Builder> target;
    private final List<String> warnings;

    private Source(TorrentId id, String name, Function<Path, AddTorrent.Builder> target, List<String> warnings) {
        this.id = id;
        this.name = name;
        this.target = target;
        this.warnings = List.copyOf(warnings);
    }

    /** A torrent whose metadata is here. */
    public static Source of(Metainfo metainfo) {
        return new Source(metainfo.id(), metainfo.name(), directory -> AddTorrent.of(metainfo, directory), List.of());
    }

    /** A torrent whose metadata peers have. */
    public static Source of(MagnetLink magnet) {
        String name = magnet.name().orElse(magnet.id().infoHash().hex());
        return new Source(magnet.id(), name, directory -> AddTorrent.of(magnet, directory), List.of());
    }

    /**
     * What a .torrent file says.
     *
     * @param text where the bytes are from, the start of the message when they are no torrent
     */
    static Source parse(String text, byte[] torrent) throws SourceException {
        try {
            return of(MetainfoParser.parse(torrent));
        } catch (MetainfoException e) {
            throw new SourceException(text + " is not a usable .torrent file: " + e.getMessage());
        }
    }

    /** The same, of which something was left out. */
    Source warnedOf(List<String> leftOut) {
        return new Source(id, name, target, leftOut);
    }

    /** What was left out when it was read, in a line each, for people; what a .torrent file's own warnings are is in its metainfo. */
    public List<String> warnings() {
        return warnings;
    }

    /** Which torrent. */
    public TorrentId id() {
        return id;
    }

    /** What to call it until the session knows better. */
    public String name() {
        return name;
    }

    /** What to ask the session for, so that the content goes to {@code directory/<torrent's name>}. */
    public AddTorrent.Builder into(Path directory) {
        return target.apply(directory);
    }
}
