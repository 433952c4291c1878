package org.torrent.storage.journal;

import java.util.BitSet;
import java.util.List;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort;

/**
 * One thing the journal says of one torrent.
 *
 * @param kind what
 * @param torrent of which
 * @param location the torrent's directory, for {@link Kind#PLACED}; otherwise empty
 * @param pieces which pieces; only for kinds that speak of pieces
 * @param stamps how files looked, for {@link Kind#STAMPED}; otherwise null
 */
record JournalRecord(Kind kind, TorrentId torrent, String location, List<Range> pieces, Stamps stamps) {
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
        DOUBTED(6),
        /** What files look like that hold what is said of them. */
        STAMPED(7);

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

    /** How files looked, and the signature of those written since. */
    record Stamps(int signature, List<Look> looks) {}

    /** How a file looked. */
    record Look(int file, FileSystemPort.Stamp stamp) {}

    JournalRecord(Kind kind, TorrentId torrent, String location, List<Range> pieces) {
        this(kind, torrent, location, pieces, null);
    }

    static JournalRecord stamped(TorrentId torrent, Stamps stamps) {
        return new JournalRecord(Kind.STAMPED, torrent, "", List.of(), stamps);
    }

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
