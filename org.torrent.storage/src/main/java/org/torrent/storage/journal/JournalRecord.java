package org.torrent.storage.journal;

import java.util.BitSet;
import java.util.List;
import org.torrent.model.TorrentId;

/**
 * One thing the journal says of one torrent.
 *
 * @param kind what
 * @param torrent of which
 * @param location the torrent's directory, for {@link Kind#PLACED}; otherwise empty
 * @param pieces which pieces; empty for {@link Kind#PLACED}, {@link Kind#REMOVED} and {@link
 *     Kind#DOUBTED}
 */
record JournalRecord(Kind kind, TorrentId torrent, String location, List<Range> pieces) {
    /** Kinds with their codes on disk. */
    enum Kind {
        /** The torrent was checked in that directory; what was said of another directory is void. */
        PLACED(1),
        /** Hashed right; perhaps not on the platter. */
        VERIFIED(2),
        /** Forced. */
        DURABLE(3),
        /** Not to be believed any more. */
        UNCLAIMED(4),
        /** The torrent is gone. */
        REMOVED(5),
        /** Something said of the torrent may be lost: whatever is there is hashed. */
        DOUBTED(6);

        final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Pieces {@code first} to {@code last}, both included. */
    record Range(int first, int last) {}

    static JournalRecord placed(TorrentId torrent, String location) {
        return new JournalRecord(Kind.PLACED, torrent, location, List.of());
    }

    static JournalRecord removed(TorrentId torrent) {
        return new JournalRecord(Kind.REMOVED, torrent, "", List.of());
    }

    static JournalRecord doubted(TorrentId torrent) {
        return new JournalRecord(Kind.DOUBTED, torrent, "", List.of());
    }

    /** Whether any of the record's pieces is set. */
    boolean intersects(BitSet bits) {
        return pieces.stream().anyMatch(range -> {
            int first = bits.nextSetBit(range.first());
            return first >= 0 && first <= range.last();
        });
    }

    /** Sets the record's pieces, or clears them. */
    void apply(BitSet bits, boolean value) {
        pieces.forEach(range -> bits.set(range.first(), range.last() + 1, value));
    }
}
