package org.torrent.spi.storage;

import java.nio.file.Path;
import org.torrent.model.metainfo.Metainfo;

/**
 * What to open.
 *
 * @param content the torrent
 * @param directory where the user wants it; the content is {@code directory/<torrent's name>}
 * @param epoch who asks: of two owners of a torrent the one with the higher epoch has it, see {@link Storage#open}
 */
public record StorageRequest(TorrentContent content, Path directory, long epoch) {
    /** A torrent in a directory, in epoch 0. */
    public static StorageRequest of(Metainfo metainfo, Path directory) {
        return new StorageRequest(TorrentContent.of(metainfo), directory, 0);
    }

    /** The same in another epoch. */
    public StorageRequest inEpoch(long other) {
        return new StorageRequest(content, directory, other);
    }
}
