package org.torrent.model.bencode;

import java.util.Arrays;

/**
 * The keys of the dictionaries that are open, as offsets of their tokens: four bytes a key, so that even a hostile
 * .torrent is checked for duplicates within a fraction of its own size.
 *
 * <p>While keys ascend, comparing neighbours is enough. A dictionary whose keys do not is sorted when it ends (a heap
 * sort: in place, no worst case), which brings duplicates together.
 */
final class KeyLedger {
    private final byte[] bytes;
    private int[] keys = new int[16];
    private int size;

    KeyLedger(byte[] bytes) {
        this.bytes = bytes;
    }

    int size() {
        return size;
    }

    /** Adds the key whose token starts at the offset. */
    void push(int offset) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size + (size >> 1));
        }
        keys[size++] = offset;
    }

    /** Compares the last two keys, as raw strings. */
    int compareLastTwo() {
        return compare(keys[size - 2], keys[size - 1]);
    }

    /** Forgets the keys from the given place on. */
    void truncate(int from) {
        size = from;
    }

    /** Sorts the keys from the given place on; offset of one that occurs twice, or -1. */
    int findDuplicate(int from) {
        sort(from);
        for (int i = from + 1; i < size; i++) {
            if (compare(keys[i - 1], keys[i]) == 0) {
                return Math.max(keys[i - 1], keys[i]);
            }
        }
        return -1;
    }

    private void sort(int from) {
        int count = size - from;
        for (int i = count / 2 - 1; i >= 0; i--) {
            siftDown(from, i, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(from, from + end);
            siftDown(from, 0, end);
        }
    }

    private void siftDown(int from, int start, int count) {
        int root = start;
        while (2 * root + 1 < count) {
            int child = 2 * root + 1;
            if (child + 1 < count && compare(keys[from + child], keys[from + child + 1]) < 0) {
                child++;
            }
            if (compare(keys[from + root], keys[from + child]) >= 0) {
                return;
            }
            swap(from + root, from + child);
            root = child;
        }
    }

    private void swap(int a, int b) {
        int key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
    }

    private int compare(int a, int b) {
        int aText = textStart(a);
        int bText = textStart(b);
        return Arrays.compareUnsigned(bytes, aText, aText + length(a), bytes, bText, bText + length(b));
    }

    private int textStart(int key) {
        int at = key;
        while (bytes[at] != ':') {
            at++;
        }
        return at + 1;
    }

    private int length(int key) {
        int length = 0;
        for (int at = key; bytes[at] != ':'; at++) {
            length = length * 10 + bytes[at] - '0';
        }
        return length;
    }
}
