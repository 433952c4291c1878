package org.torrent.ext.trackers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that every platform has. */
final class Digests {
    private Digests() {}

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
