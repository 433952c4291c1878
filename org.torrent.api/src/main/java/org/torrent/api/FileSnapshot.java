package org.torrent.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A file of a torrent at one moment. Immutable: every method may be called on any thread and throws nothing.
 */
@ProviderType
public interface FileSnapshot {
    /** Its place in the torrent, from 0. */
    int index();

    /** Components on disk below the download directory, as mapped to legal names. */
    List<String> path();

    /** Components as the torrent has them. */
    List<String> originalPath();

    /** Length in bytes. */
    long lengthBytes();

    /** Bytes in verified pieces. */
    long doneBytes();

    /** Whether it is fetched. */
    boolean wanted();
}
