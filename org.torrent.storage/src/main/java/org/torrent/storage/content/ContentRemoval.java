package org.torrent.storage.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Faults;
import org.torrent.storage.use.FileUse;

/** Removes a torrent's own files, and its directories as far as nothing else is in them. */
final class ContentRemoval {
    private final FileSystemPort system;
    private final ContentRoot root;
    private final FileUse use;
    private final TreeSet<Path> directories =
            new TreeSet<>(Comparator.comparingInt(Path::getNameCount).reversed().thenComparing(p -> p));
    private StorageException failure;

    ContentRemoval(FileSystemPort system, ContentRoot root, FileUse use) {
        this.system = system;
        this.root = root;
        this.use = use;
    }

    /** Answers the first failure, or null. */
    StorageException remove(List<FileEntry> entries) {
        for (FileEntry entry : entries) {
            if (entry.onDisk()) {
                removeFile(entry);
            }
        }
        directories.forEach(this::removeDirectory);
        return failure;
    }

    private void removeFile(FileEntry entry) {
        try {
            Path path = root.locate(entry.path());
            if (system.kind(path) == Kind.FILE) {
                use.remove(path);
                system.delete(path);
            }
            for (Path at = path.getParent(); at.startsWith(root.directory()) && !at.equals(root.directory()); ) {
                directories.add(at);
                at = at.getParent();
            }
        } catch (IOException e) {
            fail(Faults.of("remove", root.directory().resolve(String.join("/", entry.path())), e));
        }
    }

    private void removeDirectory(Path directory) {
        try {
            if (system.kind(directory) == Kind.DIRECTORY
                    && system.list(directory).isEmpty()) {
                system.delete(directory);
            }
        } catch (IOException e) {
            fail(Faults.of("remove", directory, e));
        }
    }

    private void fail(StorageException error) {
        if (failure == null) {
            failure = error;
        }
    }
}
