package org.torrent.model.metainfo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

/** From a raw {@code info} dictionary to the torrent's id. */
public final class InfoDigest {
    private InfoDigest() {}

    /**
     * Whether the raw dictionary is that of the torrent: it has every hash that is known of it. To be asked before
     * anything in it is read.
     */
    public static boolean matches(TorrentId expected, byte[] rawInfo) {
        boolean v1 = expected.v1().isEmpty() || expected.v1().get().equals(v1(rawInfo));
        return v1
                && (expected.v2().isEmpty()
                        || MessageDigest.isEqual(expected.v2().get(), v2(rawInfo)));
    }

    /** The id of a torrent of version 1, or of a hybrid. */
    static TorrentId id(byte[] rawInfo, boolean hybrid) {
        return hybrid ? TorrentId.hybrid(v1(rawInfo), v2(rawInfo)) : TorrentId.v1(v1(rawInfo));
    }

    private static InfoHash v1(byte[] rawInfo) {
        return InfoHash.of(Sha1.of(rawInfo));
    }

    private static byte[] v2(byte[] rawInfo) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(rawInfo);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
