package org.torrent.storage.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/** What is wrong when a call fails, as far as the system's words tell: what helps, and whether waiting does. */
enum FaultKind {
    /** ENOSPC. */
    FULL(true, "free some space, then it goes on", "no space left", "not enough space"),
    /** EDQUOT. */
    QUOTA(true, "free some space or raise the quota, then it goes on", "quota"),
    /** EFBIG: no waiting makes the file system another one. */
    TOO_LARGE(false, "choose a directory on a file system for files of that length", "file too large"),
    /** EROFS: from the start, or since the system gave up writing to it. */
    READ_ONLY(false, "make it writable or choose another directory", "read-only"),
    /** EIO and what else a device or a server says that may come back. */
    DEVICE(
            true,
            "check the disk and its connection, it goes on when it works again",
            "input/output error",
            "i/o error",
            "no such device",
            "stale file handle",
            "endpoint is not connected",
            "host is down",
            "timed out"),
    /** EMFILE, ENFILE. */
    HANDLES(true, "raise the limit of open files (ulimit -n)", "too many open files"),
    /** EACCES, EPERM. */
    ACCESS(false, "make it accessible or choose another directory", "permission", "not permitted", "not a directory"),
    /** ELOOP. */
    LINK(false, "replace the symbolic link by what it points to", "too many levels of symbolic"),
    /** ENOENT. */
    MISSING(false, "put it back or check the torrent again", "no such file"),
    /** Anything else. */
    OTHER(false, "check the disk, then check the torrent again");

    final boolean passes;
    final String remedy;
    private final List<String> words;

    FaultKind(boolean passes, String remedy, String... words) {
        this.passes = passes;
        this.remedy = remedy;
        this.words = List.of(words);
    }

    /** The kind of a failure that the system describes so. */
    static FaultKind of(IOException cause, String reason) {
        if (cause instanceof AccessDeniedException) {
            return ACCESS;
        }
        if (cause instanceof NoSuchFileException) {
            return MISSING;
        }
        if (cause instanceof FileSystemLoopException) {
            return LINK;
        }
        String text = reason.toLowerCase(Locale.ROOT);
        for (FaultKind kind : values()) {
            if (kind.words.stream().anyMatch(text::contains)) {
                return kind;
            }
        }
        return OTHER;
    }
}
