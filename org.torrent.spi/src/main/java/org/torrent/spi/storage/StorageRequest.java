package org.torrent.spi.storage;

import java.nio.file.Path;
import org.torrent.model.metainfo.Metainfo;

/**
 * What to open.
 *
 * @param metainfo the torrent
 * @param directory where the user wants it; the content is {@code directory/<torrent's name>}
 */
public record StorageRequest(Metainfo metainfo, Path directory) {}
