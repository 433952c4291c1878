package org.torrent.deploy.folder;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param key the file system's name of the file, which a file that is moved in its place changes; empty where it has none
 */
public record Stamp(long bytes, long modifiedNanos, String key) {
    /** When it was last written, as file systems count. */
    public long modifiedMillis() {
        return modifiedNanos / 1_000_000;
    }
}
