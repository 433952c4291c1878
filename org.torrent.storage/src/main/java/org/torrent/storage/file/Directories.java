package org.torrent.storage.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;

/** Makes directories that are there for good, and makes sure of those somebody else made. Thread-safe. */
public final class Directories {
    private final FileSystemPort files;
    private final Set<Path> sure = ConcurrentHashMap.newKeySet();

    /** For a session. */
    public Directories(FileSystemPort files) {
        this.files = files;
    }

    /** Makes a directory with what is missing above it, each forced before the next; answers whether anything was. */
    public boolean make(Path wanted) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = wanted; at != null && files.kind(at) == Kind.MISSING; at = at.getParent()) {
            missing.push(at);
        }
        for (Path next : missing) {
            try {
                files.createDirectory(next);
            } catch (IOException e) {
                throw Faults.of("make directory", next, e);
            }
            forceOrTakeBack(next);
        }
        return !missing.isEmpty();
    }

    /** One that can't be forced is taken back: the next attempt would find it and believe it durable. */
    private void forceOrTakeBack(Path made) throws IOException {
        try {
            files.forceDirectory(made.getParent());
        } catch (IOException e) {
            try {
                files.delete(made);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw Faults.of("force", made.getParent(), e);
        }
    }

    /**
     * Forces the entries that lead to a directory, once a session: a session before may have made them and died before
     * they were forced. Directories that may not be read are none that we made.
     */
    public void ensure(Path directory) throws IOException {
        if (sure.contains(directory)) {
            return;
        }
        for (Path at = directory.getParent(); at != null; at = at.getParent()) {
            try {
                files.forceDirectory(at);
            } catch (AccessDeniedException e) {
                break;
            } catch (IOException e) {
                throw Faults.of("force", at, e);
            }
        }
        sure.add(directory);
    }
}
