package org.torrent.ext.trackers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The URLs that a peer knows, by 8 bytes of their digest: a peer may name long ones. The newest are remembered. Pure; one
 * thread.
 */
final class KnownUrls {
    private final long[] keys = new long[TrackersLimits.REMEMBERED];
    private int size;
    private int next;

    /** Whether it is remembered. */
    boolean contains(String url) {
        return indexOf(key(url)) >= 0;
    }

    void add(String url) {
        long key = key(url);
        if (indexOf(key) < 0) {
            keys[next] = key;
            next = (next + 1) % keys.length;
            size = Math.min(keys.length, size + 1);
        }
    }

    /** It does not know it after all. */
    void remove(String url) {
        int index = indexOf(key(url));
        if (index >= 0) {
            keys[index] = 0;
        }
    }

    private int indexOf(long key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    /** Never 0. */
    private static long key(String url) {
        MessageDigest sha1 = Digests.sha1();
        return ByteBuffer.wrap(sha1.digest(url.getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                | 1;
    }
}
