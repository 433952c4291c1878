package org.torrent.testkit.ports.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow; gaps are zeros. */
final class Bytes {
    private byte[] data = {};
    private int size;

    int size() {
        return size;
    }

    void put(long position, byte[] from, int offset, int count) {
        int end = Math.toIntExact(position + count);
        if (end > data.length) {
            data = Arrays.copyOf(data, Math.max(end, 2 * data.length));
        }
        System.arraycopy(from, offset, data, (int) position, count);
        size = Math.max(size, end);
    }

    /** At least that long, with zeros behind what is there. */
    void grow(int bytes) {
        data = bytes > data.length ? Arrays.copyOf(data, bytes) : data;
        size = Math.max(size, bytes);
    }

    void cut(int bytes) {
        if (bytes < size) {
            Arrays.fill(data, bytes, size, (byte) 0);
            size = bytes;
        }
    }

    int read(ByteBuffer into, long position) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), size - position);
        into.put(data, (int) position, count);
        return count;
    }

    void flip(long position) {
        data[(int) position] ^= 1;
    }

    byte[] toArray() {
        return Arrays.copyOf(data, size);
    }

    Bytes copy() {
        Bytes copy = new Bytes();
        copy.put(0, data, 0, size);
        return copy;
    }
}
