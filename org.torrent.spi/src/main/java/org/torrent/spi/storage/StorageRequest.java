package org.torrent.spi.storage;

import java.nio.file.Path;
import org.torrent.model.metainfo.Metainfo;

/**
 * What to open.
 *
 * @param content the torrent
 * @param directory where the user wants it; the content is {@code directory/<torrent's name>}
 */
public record StorageRequest(TorrentContent content, Path directory) {
    /** A torrent in a directory. */
    public static StorageRequest of(Metainfo metainfo, Path directory) {
        return new StorageRequest(TorrentContent.of(metainfo), directory);
    }
}
