package org.torrent.ext.metadata;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Unverified metadata that all torrents keep together. A torrent that is gone counts no more. Any thread. */
final class UnverifiedBytes {
    private final Map<Object, Long> ofEach = Collections.synchronizedMap(new WeakHashMap<>());

    /** A torrent's download keeps so many bytes now. */
    void keeps(Object download, long bytes) {
        if (bytes == 0) {
            ofEach.remove(download);
        } else {
            ofEach.put(download, bytes);
        }
    }

    /** Whether one that keeps so many has to give some up. */
    boolean isTooMuch(long ownBytes) {
        return ownBytes > MetadataLimits.BUFFERED_BYTES
                || ownBytes > MetadataLimits.FAIR_BYTES && inSum() > MetadataLimits.BUFFERED_BYTES_IN_SUM;
    }

    long inSum() {
        synchronized (ofEach) {
            return ofEach.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
