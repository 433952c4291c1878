package org.torrent.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.torrent.storage.file.FileSystemPort.Kind;

/** Makes directories that are there for good. */
public final class Directories {
    private Directories() {}

    /** Makes a directory with what is missing above it, each forced before the next; answers whether anything was. */
    public static boolean make(FileSystemPort files, Path wanted) throws IOException {
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
            force(files, next);
        }
        return !missing.isEmpty();
    }

    /** One that can't be forced is taken back: the next attempt would find it and believe it durable. */
    private static void force(FileSystemPort files, Path made) throws IOException {
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
}
