package org.torrent.api;

import java.util.List;

/**
 * Makes a {@link FileSnapshot}: the session does, and whoever tests a program that reads one. Not thread-safe.
 */
public final class FileSnapshotBuilder {
    private final int index;
    private final List<String> path;
    private List<String> originalPath;
    private long lengthBytes;
    private long doneBytes;
    private boolean wanted = true;

    private FileSnapshotBuilder(int index, List<String> path) {
        this.index = index;
        this.path = List.copyOf(path);
        this.originalPath = this.path;
    }

    /** A wanted file of length 0 whose path needed no mapping. */
    public static FileSnapshotBuilder of(int index, List<String> path) {
        return new FileSnapshotBuilder(index, path);
    }

    /** {@link FileSnapshot#originalPath}. */
    public FileSnapshotBuilder originalPath(List<String> value) {
        originalPath = List.copyOf(value);
        return this;
    }

    /** {@link FileSnapshot#lengthBytes}. */
    public FileSnapshotBuilder lengthBytes(long value) {
        lengthBytes = value;
        return this;
    }

    /** {@link FileSnapshot#doneBytes}. */
    public FileSnapshotBuilder doneBytes(long value) {
        doneBytes = value;
        return this;
    }

    /** {@link FileSnapshot#wanted}. */
    public FileSnapshotBuilder wanted(boolean value) {
        wanted = value;
        return this;
    }

    /** The snapshot; the builder may go on. */
    public FileSnapshot build() {
        return new Values(index, path, originalPath, lengthBytes, doneBytes, wanted);
    }

    private record Values(
            int index, List<String> path, List<String> originalPath, long lengthBytes, long doneBytes, boolean wanted)
            implements FileSnapshot {}
}
