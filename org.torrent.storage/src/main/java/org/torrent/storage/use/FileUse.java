package org.torrent.storage.use;

import java.nio.file.Path;
import java.util.Collection;
import org.torrent.spi.storage.StorageException;

/**
 * What one open torrent does with files. Paths are real ones, without symbolic links. Thread-safe.
 *
 * <p>A torrent <em>writes</em> to a file as long as something of it is missing, and <em>relies</em> on files that hold
 * verified pieces. Several may rely on a file, as torrents do that share content; who writes to one has it alone.
 */
public interface FileUse {
    /** Of content that is only looked at, by nobody's torrent. */
    FileUse NONE = new FileUse() {
        @Override
        public void write(Collection<Path> paths) {}

        @Override
        public void rely(Collection<Path> paths) {}

        @Override
        public void remove(Path path) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    };

    /** Takes files for itself; fails, and takes none, when another torrent uses one of them. */
    void write(Collection<Path> paths) throws StorageException;

    /** Takes files that are not to be changed; fails, and takes none, when another torrent writes to one of them. */
    void rely(Collection<Path> paths) throws StorageException;

    /** Takes a file that is going to be removed; fails when another torrent uses it. */
    void remove(Path path) throws StorageException;

    /** Nothing is to be written any more: relies on what it wrote to. */
    void settle();

    /** Uses nothing any more, for good. */
    void close();
}
