package org.torrent.testkit.ports.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** How a call goes wrong. */
public enum DiskFault {
    /** ENOSPC: nothing was done. */
    NO_SPACE("No space left on device"),
    /** EDQUOT: nothing was done. */
    QUOTA("Disk quota exceeded"),
    /** EROFS: nothing was done. */
    READ_ONLY("Read-only file system"),
    /** EACCES, which Java tells by a class of its own: nothing was done. */
    ACCESS_DENIED("Permission denied") {
        @Override
        IOException exception() {
            return new AccessDeniedException("file", null, "Permission denied");
        }
    },
    /** EIO: a write may have been done in part; after a failed force the kernel forgets what it could not write. */
    IO_ERROR("Input/output error"),
    /** A write takes some of the bytes and says so; other calls are not changed. */
    SHORT_WRITE(null);

    private final String text;

    DiskFault(String text) {
        this.text = text;
    }

    IOException exception() {
        return new IOException(text);
    }
}
