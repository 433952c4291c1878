package org.torrent.spi.storage;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how far a long job has come. */
@ConsumerType
@FunctionalInterface
public interface ProgressListener {
    /** Called a few times a second at most, on a storage thread; must not block. */
    void progress(long doneBytes, long totalBytes);
}
