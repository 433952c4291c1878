package org.torrent.ext.metadata;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** One try to put metadata of a size together. Memory is taken as pieces arrive, whatever the size claims. */
final class Attempt {
    final int sizeBytes;
    private final byte[][] data;
    private final int[] asked; // requests for each piece that wait for their answer
    private final long[] askedNanos; // when the last of them left
    private final Set<MetadataSource> contributors = new HashSet<>();
    private int missing;
    private int cursor;
    private long bufferedBytes;

    Attempt(int sizeBytes) {
        this.sizeBytes = sizeBytes;
        this.missing = MetadataLimits.pieces(sizeBytes);
        this.data = new byte[missing][];
        this.asked = new int[missing];
        this.askedNanos = new long[missing];
    }

    int pieces() {
        return data.length;
    }

    /**
     * A piece to ask a peer for, or -1: a missing one nobody was asked for, in turn so that peers get different ones; else
     * one whose answer is slow.
     *
     * @param askedAlready the pieces that this peer was asked for
     */
    int pick(IntPredicate askedAlready, long nowNanos) {
        int slow = -1;
        for (int i = 0; i < data.length; i++) {
            int piece = (cursor + i) % data.length;
            if (data[piece] != null || askedAlready.test(piece)) {
                continue;
            }
            if (asked[piece] == 0) {
                cursor = (piece + 1) % data.length;
                return piece;
            }
            boolean late = nowNanos - askedNanos[piece] >= MetadataLimits.REPEAT_NANOS;
            if (late && (slow < 0 || askedNanos[piece] - askedNanos[slow] < 0)) {
                slow = piece;
            }
        }
        return slow;
    }

    void asked(int piece, long nowNanos) {
        asked[piece]++;
        askedNanos[piece] = nowNanos;
    }

    /** A request got its answer, or never will. */
    void released(int piece) {
        asked[piece]--;
    }

    /** A piece arrived, of the right length; true when it was the last one. */
    boolean accept(MetadataSource from, int piece, byte[] bytes) {
        if (data[piece] == null) {
            data[piece] = bytes;
            bufferedBytes += bytes.length;
            contributors.add(from);
            missing--;
            return missing == 0;
        }
        return false;
    }

    boolean complete() {
        return missing == 0;
    }

    long bufferedBytes() {
        return bufferedBytes;
    }

    /** Who sent what is there. */
    Set<MetadataSource> contributors() {
        return contributors;
    }

    byte[] join() {
        byte[] all = new byte[sizeBytes];
        for (int piece = 0; piece < data.length; piece++) {
            System.arraycopy(data[piece], 0, all, piece * MetadataLimits.PIECE_BYTES, data[piece].length);
        }
        return all;
    }
}
