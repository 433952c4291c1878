package org.torrent.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import org.torrent.spi.file.FileSystemPort;

/** One file's place in a {@link FileCache}. Its fields belong to the cache and are guarded by it. */
public abstract class FileSlot {
    FileHandle handle;
    boolean dirty;
    IOException failedForce;

    /** For messages. */
    public abstract Path path();

    /** Finds and opens the file; for writing also makes its directories. */
    protected abstract FileSystemPort.OpenFile open(boolean write) throws IOException;
}
