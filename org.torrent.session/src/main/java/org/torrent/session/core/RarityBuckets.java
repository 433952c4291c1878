package org.torrent.session.core;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Pieces by availability: one bag per number of peers, in random order, with the index of each piece in its bag, so that
 * adding, removing and moving take constant time (the idea of libtorrent's picker).
 */
final class RarityBuckets {
    private static final int ABSENT = -1;
    private static final int SMALLEST = 8;

    private final RandomGenerator random;
    private final int[] position;
    private int[][] bags = new int[4][];
    private int[] sizes = new int[4];
    private int used;
    private int size;

    RarityBuckets(int pieces, RandomGenerator random) {
        this.random = random;
        this.position = new int[pieces];
        Arrays.fill(position, ABSENT);
    }

    boolean contains(int piece) {
        return position[piece] != ABSENT;
    }

    /** Number of pieces in all bags. */
    int size() {
        return size;
    }

    /** All bags from this index on are empty. */
    int bags() {
        return used;
    }

    int size(int bag) {
        return bag < used ? sizes[bag] : 0;
    }

    int get(int bag, int index) {
        return bags[bag][index];
    }

    /** Puts a piece that is in no bag to a random place of this one. */
    void add(int piece, int bag) {
        int[] pieces = room(bag);
        int last = sizes[bag]++;
        int at = random.nextInt(last + 1);
        if (at < last) {
            place(pieces, last, pieces[at]);
        }
        place(pieces, at, piece);
        size++;
    }

    /** Takes a piece out of the bag that it is in. */
    void remove(int piece, int bag) {
        int[] pieces = bags[bag];
        int last = --sizes[bag];
        place(pieces, position[piece], pieces[last]);
        position[piece] = ABSENT;
        size--;
        if (pieces.length > SMALLEST && last < pieces.length / 4) {
            bags[bag] = Arrays.copyOf(pieces, pieces.length / 2);
        }
        while (used > 0 && sizes[used - 1] == 0) {
            used--;
        }
    }

    private void place(int[] pieces, int index, int piece) {
        pieces[index] = piece;
        position[piece] = index;
    }

    private int[] room(int bag) {
        if (bag >= bags.length) {
            int length = Math.max(bag + 1, 2 * bags.length);
            bags = Arrays.copyOf(bags, length);
            sizes = Arrays.copyOf(sizes, length);
        }
        used = Math.max(used, bag + 1);
        if (bags[bag] == null) {
            bags[bag] = new int[SMALLEST];
        } else if (sizes[bag] == bags[bag].length) {
            bags[bag] = Arrays.copyOf(bags[bag], 2 * sizes[bag]);
        }
        return bags[bag];
    }
}
