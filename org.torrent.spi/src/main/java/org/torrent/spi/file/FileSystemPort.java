package org.torrent.spi.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything the storage asks of a file system, so that a simulated disk can take its place. Paths are absolute.
 * Failures are plain {@link IOException}s with the system's message. Thread-safe, except that one file has one writer
 * at a time.
 */
public interface FileSystemPort {
    /** What a path names, looked at without following a symbolic link. */
    enum Kind {
        MISSING,
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        OTHER
    }

    /**
     * Opens a file for reading, or for both; then it is created when it is missing. Never follows a symbolic link in
     * the last name.
     */
    OpenFile open(Path file, boolean write) throws IOException;

    /** What the path names. */
    Kind kind(Path path) throws IOException;

    /**
     * What shows from outside that a file was changed.
     *
     * @param bytes length
     * @param modifiedNanos when it was changed last, in nanoseconds since 1970, as finely as the file system keeps it
     */
    record Stamp(long bytes, long modifiedNanos) {}

    /** Length of a file in bytes. */
    long size(Path file) throws IOException;

    /** Length and time of a file. */
    Stamp stamp(Path file) throws IOException;

    /** Sets when a file was changed last, in nanoseconds since 1970. Never follows a symbolic link in the last name. */
    void setModified(Path file, long nanos) throws IOException;

    /** The path of an existing file without symbolic links. */
    Path realPath(Path path) throws IOException;

    /** Whether an existing file can be changed, or entries made in a directory, as far as that shows without trying. */
    boolean writable(Path path);

    /** Makes a directory in an existing one. */
    void createDirectory(Path directory) throws IOException;

    /** Renames a file, replacing the target at once. */
    void rename(Path from, Path to) throws IOException;

    /** Makes a directory's entries durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Removes a file or an empty directory. */
    void delete(Path path) throws IOException;

    /** What is in a directory, in no order. */
    List<Path> list(Path directory) throws IOException;

    /**
     * Locks a file, which is made when it is missing, until closed or until the process ends, however it ends.
     *
     * @throws InUseException when it is locked, by whichever process
     */
    Lock lock(Path file) throws IOException;

    /** Makes a directory that nobody but this user may write to, with those above it; fails when it is there and others may. */
    void makePrivateDirectory(Path directory) throws IOException;

    /** A locked file, until it is closed. */
    interface Lock extends Closeable {
        /** Whether that path still names the file that is locked: one that was deleted and made anew is another. */
        boolean isHeld() throws IOException;
    }

    /** Somebody has locked the file. */
    final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        /** With a message that names who. */
        public InUseException(String message) {
            super(message);
        }
    }

    /** An open file. */
    interface OpenFile extends Closeable {
        /** Reads at a position; -1 at the end of the file. May read less than remains. */
        int read(ByteBuffer into, long position) throws IOException;

        /** Writes what remains of {@code count} buffers from {@code first} on, one after the other. May write less. */
        long write(ByteBuffer[] from, int first, int count, long position) throws IOException;

        /** Makes the content durable, and with it the {@link Stamp}. */
        void force() throws IOException;

        /** Length in bytes. */
        long size() throws IOException;

        /** Cuts off what is longer than that; never grows the file. */
        void truncate(long bytes) throws IOException;
    }
}
