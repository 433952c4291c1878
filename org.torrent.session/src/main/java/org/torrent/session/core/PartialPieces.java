package org.torrent.session.core;

import java.util.Arrays;

/**
 * The pieces in progress: found by index (open addressing, no boxing), and those with free blocks as a list. Both orders
 * depend on the calls only.
 */
final class PartialPieces {
    private static final int SMALLEST = 16;

    private PartialPiece[] table = new PartialPiece[SMALLEST];
    private PartialPiece[] open = new PartialPiece[SMALLEST];
    private int size;
    private int openSize;

    int size() {
        return size;
    }

    /** Number of pieces that are wanted and have free blocks. */
    int openSize() {
        return openSize;
    }

    PartialPiece open(int index) {
        return open[index];
    }

    /** The piece in progress, or null. */
    PartialPiece get(int piece) {
        return table[slot(piece)];
    }

    void add(PartialPiece partial) {
        if (2 * (size + 1) > table.length) {
            PartialPiece[] old = table;
            table = new PartialPiece[2 * old.length];
            for (PartialPiece each : old) {
                if (each != null) {
                    table[slot(each.piece)] = each;
                }
            }
        }
        table[slot(partial.piece)] = partial;
        size++;
        update(partial);
    }

    void remove(PartialPiece partial) {
        close(partial);
        size--;
        int hole = slot(partial.piece);
        table[hole] = null;
        int mask = table.length - 1;
        for (int i = (hole + 1) & mask; table[i] != null; i = (i + 1) & mask) {
            PartialPiece moved = table[i];
            table[i] = null;
            table[slot(moved.piece)] = moved;
        }
    }

    /** To be called whenever blocks of the piece became free or ceased to be, or whether it is wanted changed. */
    void update(PartialPiece partial) {
        boolean isOpen = partial.wanted && partial.hasFree();
        if (!isOpen) {
            close(partial);
        } else if (partial.openIndex < 0) {
            if (openSize == open.length) {
                open = Arrays.copyOf(open, 2 * openSize);
            }
            partial.openIndex = openSize;
            open[openSize++] = partial;
        }
    }

    /** All pieces in progress, as of now. */
    PartialPiece[] all() {
        PartialPiece[] all = new PartialPiece[size];
        int count = 0;
        for (PartialPiece each : table) {
            if (each != null) {
                all[count++] = each;
            }
        }
        return all;
    }

    private void close(PartialPiece partial) {
        if (partial.openIndex >= 0) {
            PartialPiece last = open[--openSize];
            open[openSize] = null;
            if (last != partial) {
                open[partial.openIndex] = last;
                last.openIndex = partial.openIndex;
            }
            partial.openIndex = -1;
        }
    }

    /** Where the piece is, or the empty place where it would go. */
    private int slot(int piece) {
        int mask = table.length - 1;
        int i = (piece * 0x9E3779B9 >>> 7) & mask;
        while (table[i] != null && table[i].piece != piece) {
            i = (i + 1) & mask;
        }
        return i;
    }
}
