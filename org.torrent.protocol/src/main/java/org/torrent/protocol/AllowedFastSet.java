package org.torrent.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.torrent.model.InfoHash;

/** The pieces a peer may fetch while choked, the same whoever computes them (BEP 6, Allowed Fast Set Generation). */
public final class AllowedFastSet {
    /** The largest set that is computed. */
    public static final int MAX_PIECES = 256;

    private static final int NETWORK_BYTES = 3;

    private AllowedFastSet() {}

    /**
     * The set for a peer.
     *
     * @param peer the peer's address; BEP 6 knows IPv4 only, for any other the set is empty
     * @param pieceCount pieces of the torrent
     * @param k size of the set; fewer are returned when the torrent has fewer, never more than {@link #MAX_PIECES}
     * @return different piece indexes; a larger set begins with every smaller one
     */
    public static int[] generate(InetAddress peer, InfoHash infoHash, int pieceCount, int k) {
        if (!(peer instanceof Inet4Address)) {
            return new int[0];
        }
        int[] set = new int[Math.max(0, Math.min(Math.min(k, MAX_PIECES), pieceCount))];
        byte[] x = Arrays.copyOf(Arrays.copyOf(peer.getAddress(), NETWORK_BYTES), 4 + InfoHash.LENGTH);
        System.arraycopy(infoHash.bytes(), 0, x, 4, InfoHash.LENGTH);
        MessageDigest sha1 = sha1();
        int size = 0;
        while (size < set.length) {
            x = sha1.digest(x);
            ByteBuffer numbers = ByteBuffer.wrap(x);
            while (size < set.length && numbers.hasRemaining()) {
                int index = Integer.remainderUnsigned(numbers.getInt(), pieceCount);
                if (!contains(set, size, index)) {
                    set[size++] = index;
                }
            }
        }
        return set;
    }

    private static boolean contains(int[] set, int size, int index) {
        for (int i = 0; i < size; i++) {
            if (set[i] == index) {
                return true;
            }
        }
        return false;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
