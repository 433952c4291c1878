package org.torrent.console.source;

import java.nio.file.Path;
import java.util.function.Function;
import org.torrent.api.AddTorrent;
import org.torrent.model.InfoHash;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/**
 * A torrent the user named.
 *
 * @param infoHash its info hash
 * @param name what to call it until the session knows better
 * @param target makes the parameters, given the directory
 */
public record Source(InfoHash infoHash, String name, Function<Path, AddTorrent.Builder> target) {
    static Source of(Metainfo metainfo) {
        return new Source(metainfo.infoHash(), metainfo.name(), directory -> AddTorrent.of(metainfo, directory));
    }

    static Source of(MagnetLink magnet) {
        String name = magnet.name().orElse(magnet.infoHash().hex());
        return new Source(magnet.infoHash(), name, directory -> AddTorrent.of(magnet, directory));
    }
}
