package org.torrent.testkit.ports.disk;

import java.nio.file.Path;

/**
 * One call of the file port.
 *
 * @param number counted from 1 since the disk was made: what an exhaustive sweep goes through
 * @param operation which
 * @param path of what
 * @param needsRoom whether it takes space on the disk: a write, or a new name
 */
public record DiskCall(long number, Operation operation, Path path, boolean needsRoom) {
    /** What can be asked of a disk, and so what can fail. */
    public enum Operation {
        /** Opening, with creation where it is missing. */
        OPEN,
        /** Reading from a file. */
        READ,
        /** Writing to a file. */
        WRITE,
        /** Cutting a file. */
        TRUNCATE,
        /** Setting a file's time. */
        TOUCH,
        /** Forcing a file's content. */
        FORCE,
        /** Forcing a directory's entries. */
        FORCE_DIRECTORY,
        /** Making a directory. */
        CREATE_DIRECTORY,
        /** Renaming. */
        RENAME,
        /** Removing. */
        DELETE,
        /** Listing a directory. */
        LIST,
        /** Asking for kind, size or real path. */
        LOOK
    }
}
