package org.torrent.storage.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file's content twice: as programs see it (page cache), and as it would be after a power cut (platter). */
final class SimFile {
    private static final int SECTOR_BYTES = 512;

    private byte[] cache = new byte[0];
    private byte[] platter = new byte[0];
    private final List<Write> pending = new ArrayList<>();

    private record Write(int position, byte[] bytes) {}

    int size() {
        return cache.length;
    }

    byte[] platter() {
        return platter;
    }

    byte[] cache() {
        return cache;
    }

    int read(ByteBuffer into, long position) {
        if (position >= cache.length) {
            return -1;
        }
        int length = Math.min(into.remaining(), cache.length - (int) position);
        into.put(cache, (int) position, length);
        return length;
    }

    void write(byte[] bytes, long position) {
        cache = overlay(cache, (int) position, bytes);
        pending.add(new Write((int) position, bytes));
    }

    void force() {
        for (Write write : pending) {
            platter = overlay(platter, write.position, write.bytes);
        }
        pending.clear();
    }

    /** What a failed force leaves: pages that count as clean and never reach the platter. */
    void forceFailed() {
        pending.clear();
    }

    /** Some sectors of what was not forced are on the platter, in any order; perhaps the length without the data. */
    void cutPower(Random random) {
        double survive = new double[] {0, 0.1, 0.5, 0.9, 1}[random.nextInt(5)];
        if (!pending.isEmpty() && random.nextInt(4) == 0 && platter.length < cache.length) {
            int length = platter.length + random.nextInt(cache.length - platter.length + 1);
            platter = Arrays.copyOf(platter, length);
        }
        for (Write write : pending) {
            for (int at = 0; at < write.bytes.length; ) {
                int sectorEnd = ((write.position + at) / SECTOR_BYTES + 1) * SECTOR_BYTES - write.position;
                int end = Math.min(write.bytes.length, sectorEnd);
                if (random.nextDouble() < survive) {
                    platter = overlay(platter, write.position + at, Arrays.copyOfRange(write.bytes, at, end));
                }
                at = end;
            }
        }
        pending.clear();
        cache = platter.clone();
    }

    private static byte[] overlay(byte[] onto, int position, byte[] bytes) {
        byte[] result = onto.length >= position + bytes.length ? onto : Arrays.copyOf(onto, position + bytes.length);
        System.arraycopy(bytes, 0, result, position, bytes.length);
        return result;
    }
}
