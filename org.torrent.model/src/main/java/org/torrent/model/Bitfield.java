package org.torrent.model;

import java.util.Arrays;

/** A fixed number of bits, one per piece; on the wire the highest bit of the first byte is piece 0 (BEP 3). Not thread-safe. */
public final class Bitfield {
    private final int size;
    private final long[] words;
    private int cardinality;

    /** All clear. */
    public Bitfield(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        this.size = size;
        this.words = new long[(size + 63) >>> 6];
    }

    private Bitfield(Bitfield other) {
        this.size = other.size;
        this.words = other.words.clone();
        this.cardinality = other.cardinality;
    }

    /** All set. */
    public static Bitfield full(int size) {
        Bitfield bits = new Bitfield(size);
        bits.setAll();
        return bits;
    }

    /**
     * Reads the wire form.
     *
     * @throws IllegalArgumentException when the number of bytes does not fit the size, or a spare bit is set
     */
    public static Bitfield parse(byte[] wire, int size) {
        if (wire.length != (size + 7) / 8) {
            throw new IllegalArgumentException(
                    "a bitfield of " + size + " pieces has " + (size + 7) / 8 + " bytes, not " + wire.length);
        }
        int spare = wire.length * 8 - size;
        if (spare > 0 && (wire[wire.length - 1] & ((1 << spare) - 1)) != 0) {
            throw new IllegalArgumentException("a spare bit of the bitfield is set");
        }
        Bitfield bits = new Bitfield(size);
        for (int i = 0; i < wire.length; i++) {
            long reversed = Integer.reverse(wire[i]) >>> 24;
            bits.words[i >>> 3] |= reversed << 8 * (i & 7);
        }
        for (long word : bits.words) {
            bits.cardinality += Long.bitCount(word);
        }
        return bits;
    }

    /** The wire form. */
    public byte[] toWire() {
        byte[] wire = new byte[(size + 7) / 8];
        for (int i = next(0); i >= 0; i = next(i + 1)) {
            wire[i >> 3] |= (byte) (0x80 >>> (i & 7));
        }
        return wire;
    }

    /** Number of bits. */
    public int size() {
        return size;
    }

    /** Number of set bits. */
    public int cardinality() {
        return cardinality;
    }

    /** Whether every bit is set. */
    public boolean isFull() {
        return cardinality == size;
    }

    /** Whether no bit is set. */
    public boolean isEmpty() {
        return cardinality == 0;
    }

    /** Whether the bit is set. */
    public boolean get(int index) {
        check(index);
        return (words[index >>> 6] & (1L << index)) != 0;
    }

    /** Sets a bit; tells whether it was clear. */
    public boolean set(int index) {
        if (get(index)) {
            return false;
        }
        words[index >>> 6] |= 1L << index;
        cardinality++;
        return true;
    }

    /** Sets every bit that is set in {@code other}, a field of the same size; answers those that were clear. */
    public Bitfield addAll(Bitfield other) {
        Bitfield added = new Bitfield(size);
        for (int i = 0; i < words.length; i++) {
            long news = other.words[i] & ~words[i];
            added.words[i] = news;
            added.cardinality += Long.bitCount(news);
            words[i] |= news;
        }
        cardinality += added.cardinality;
        return added;
    }

    /** Clears a bit; tells whether it was set. */
    public boolean clear(int index) {
        if (!get(index)) {
            return false;
        }
        words[index >>> 6] &= ~(1L << index);
        cardinality--;
        return true;
    }

    /** Sets every bit. */
    public void setAll() {
        Arrays.fill(words, -1L);
        if ((size & 63) != 0) {
            words[words.length - 1] = (1L << size) - 1;
        }
        cardinality = size;
    }

    /** Index of the first set bit at or after {@code from}, or -1. */
    public int next(int from) {
        if (from >= size) {
            return -1;
        }
        int word = from >>> 6;
        long bits = words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Index of the first clear bit at or after {@code from}, or -1. */
    public int nextClear(int from) {
        for (int i = from; i < size; i++) {
            if ((i & 63) == 0 && words[i >>> 6] == -1L) {
                i += 63;
            } else if (!get(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a bit is set here that is clear in {@code other}, a field of the same size. */
    public boolean hasBeyond(Bitfield other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Index of the first bit at or after {@code from} that is set here and clear in {@code other}, of the same size; or -1. */
    public int nextBeyond(Bitfield other, int from) {
        if (from >= size) {
            return -1;
        }
        int word = from >>> 6;
        long bits = words[word] & ~other.words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word] & ~other.words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** An independent copy. */
    public Bitfield copy() {
        return new Bitfield(this);
    }

    private void check(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("bit " + index + " of " + size);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bitfield that && size == that.size && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words) * 31 + size;
    }

    @Override
    public String toString() {
        return cardinality + "/" + size;
    }
}
