package org.torrent.console.source;

import java.nio.file.Path;
import java.util.function.Function;
import org.torrent.api.AddTorrent;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/**
 * A torrent the user named.
 *
 * @param id the torrent
 * @param name what to call it until the session knows better
 * @param target makes the parameters, given the directory
 */
public record Source(TorrentId id, String name, Function<Path, AddTorrent.Builder> target) {
    static Source of(Metainfo metainfo) {
        return new Source(metainfo.id(), metainfo.name(), directory -> AddTorrent.of(metainfo, directory));
    }

    static Source of(MagnetLink magnet) {
        String name = magnet.name().orElse(magnet.id().infoHash().hex());
        return new Source(magnet.id(), name, directory -> AddTorrent.of(magnet, directory));
    }
}
