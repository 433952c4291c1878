package org.torrent.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.torrent.spi.file.FileSystemPort;

/** An open file on loan from a {@link FileCache}, to be given back. The counters are guarded by the cache. */
public final class FileHandle {
    final FileSystemPort.OpenFile file;
    final boolean write;
    int users;

    /** A loan of a file that is open. */
    public FileHandle(FileSystemPort.OpenFile file, boolean write) {
        this.file = file;
        this.write = write;
    }

    /** Reads until the buffer is full; false at the end of the file. */
    public boolean readFully(ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                return false;
            }
            at += read;
        }
        return true;
    }

    /** Writes all buffers, however many calls that takes. */
    public void writeFully(ByteBuffer[] from, long position) throws IOException {
        long at = position;
        for (int first = unwritten(from, 0); first < from.length; first = unwritten(from, first)) {
            long written = file.write(from, first, from.length - first, at);
            if (written <= 0) {
                throw new IOException("nothing could be written");
            }
            at += written;
        }
    }

    /** The first buffer with something left. A loop of its own: together with the write it would be costly to compile. */
    private static int unwritten(ByteBuffer[] from, int first) {
        int next = first;
        while (next < from.length && !from[next].hasRemaining()) {
            next++;
        }
        return next;
    }
}
