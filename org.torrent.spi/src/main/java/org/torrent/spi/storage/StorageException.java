package org.torrent.spi.storage;

import java.io.IOException;

/** A file could not be read, written or forced. The message names the file, the cause and the remedy in one line. */
public class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean recoverable;

    /** With a cause; {@code recoverable} when waiting may help (no space left). */
    public StorageException(String message, boolean recoverable, Throwable cause) {
        super(message, cause);
        this.recoverable = recoverable;
    }

    /** Whether trying again later may succeed without anybody's help. */
    public boolean recoverable() {
        return recoverable;
    }
}
