package org.torrent.storage.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.storage.file.FileSlot;

/** One file of a torrent, opened by its real path. */
final class ContentFile extends FileSlot {
    private final FileSystemPort system;
    private final ContentRoot root;
    private final FileEntry entry;
    private final Consumer<Path> newEntryIn;
    private final Path plain;
    private volatile Path real;

    /** A file that tells in which directories it made an entry. */
    ContentFile(FileSystemPort system, ContentRoot root, FileEntry entry, Path plain, Consumer<Path> newEntryIn) {
        this.system = system;
        this.root = root;
        this.entry = entry;
        this.plain = plain;
        this.newEntryIn = newEntryIn;
    }

    @Override
    protected OpenFile open(boolean write) throws IOException {
        Path path = write ? root.prepare(entry.path(), newEntryIn) : root.locate(entry.path());
        if (write && system.kind(path) == Kind.MISSING) {
            newEntryIn.accept(path.getParent());
        }
        OpenFile file = system.open(path, write);
        real = path;
        if (write && file.size() > entry.length()) {
            cut(file);
        }
        return file;
    }

    /** What was in the way and longer would keep its tail. */
    private void cut(OpenFile file) throws IOException {
        try {
            file.truncate(entry.length());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    FileEntry entry() {
        return entry;
    }

    /** The path it was last opened by. */
    Path real() {
        return real;
    }

    @Override
    public Path path() {
        return plain;
    }
}
