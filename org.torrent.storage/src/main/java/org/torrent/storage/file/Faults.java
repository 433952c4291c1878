package org.torrent.storage.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.torrent.spi.storage.StorageException;

/** Turns what the system says into one line that names the file, the cause and the remedy. */
public final class Faults {
    private Faults() {}

    /** For a failed call; {@code doing} is a verb such as "write". */
    public static StorageException of(String doing, Path file, IOException cause) {
        if (cause instanceof StorageException known) {
            return known;
        }
        String reason = reason(cause);
        boolean full = isFull(reason);
        return new StorageException(
                "cannot " + doing + " " + file + ": " + reason + "; " + remedy(cause, reason, full), full, cause);
    }

    /** For something that is wrong without a failed call. */
    public static StorageException refused(String doing, Path file, String reason, String remedy) {
        return new StorageException("cannot " + doing + " " + file + ": " + reason + "; " + remedy, false, null);
    }

    /** Whether the file may only be read. */
    public static boolean isReadOnly(StorageException error) {
        return error.getCause() instanceof AccessDeniedException
                || error.getMessage().contains("Read-only file system");
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        String text = cause instanceof FileSystemException detailed ? detailed.getReason() : cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : text.replaceAll("\\s+", " ");
    }

    private static boolean isFull(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota") || text.contains("not enough space");
    }

    private static String remedy(IOException cause, String reason, boolean full) {
        if (full) {
            return "free some space, then it goes on";
        }
        String text = reason.toLowerCase(Locale.ROOT);
        if (cause instanceof AccessDeniedException
                || text.contains("permission")
                || text.contains("read-only")
                || text.contains("not a directory")) {
            return "make it accessible or choose another directory";
        }
        if (cause instanceof NoSuchFileException) {
            return "put it back or check the torrent again";
        }
        if (text.contains("too many levels of symbolic") || cause instanceof FileSystemLoopException) {
            return "replace the symbolic link by what it points to";
        }
        if (text.contains("too many open files")) {
            return "raise the limit of open files (ulimit -n)";
        }
        return "check the disk, then check the torrent again";
    }
}
