package org.torrent.session.connection;

import java.util.BitSet;
import java.util.function.LongPredicate;
import org.torrent.model.Bitfield;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.context.TorrentLimits;

/**
 * What a peer says it has. While the metadata is unknown the claims are kept raw and bounded; they are validated when
 * the number of pieces becomes known.
 */
public final class PeerBits {
    private Bitfield bits;
    private byte[] rawBitfield;
    private boolean rawAll;
    private BitSet rawHaves = new BitSet();
    private BitSet rawLost = new BitSet(); // taken back from what the bitfield or "have all" said
    private boolean announced;
    private final LongPredicate keep;

    /**
     * Nothing was said yet.
     *
     * @param keep asked for room before more is kept raw; takes the bytes in all, answers whether there is
     */
    public PeerBits(LongPredicate keep) {
        this.keep = keep;
    }

    /** The pieces; null while their number is unknown. */
    public Bitfield bits() {
        return bits;
    }

    /** Whether it has everything; false while the number of pieces is unknown. */
    public boolean isSeed() {
        return bits != null && bits.size() > 0 && bits.isFull();
    }

    /** Whether it has a piece, as far as known. */
    boolean has(int piece) {
        return bits == null ? rawHaves.get(piece) : bits.get(piece);
    }

    /** How many pieces it has, as far as known. */
    public int count() {
        return bits == null ? rawHaves.cardinality() : bits.cardinality();
    }

    /** The number of pieces is known: validates what was said before. When it throws, nothing counts as said. */
    public void resolve(int pieces) throws ProtocolException {
        Bitfield said = rawBitfield == null ? new Bitfield(pieces) : parse(rawBitfield, pieces);
        if (rawAll) {
            said.setAll();
        }
        for (int i = rawHaves.nextSetBit(0); i >= 0; i = rawHaves.nextSetBit(i + 1)) {
            said.set(checked(i, pieces));
        }
        for (int i = rawLost.nextSetBit(0); i >= 0; i = rawLost.nextSetBit(i + 1)) {
            said.clear(checked(i, pieces));
        }
        rawBitfield = null;
        rawHaves = new BitSet();
        rawLost = new BitSet();
        keep.test(0);
        bits = said;
    }

    /** Whether anything was said about pieces yet. */
    boolean isAnnounced() {
        return announced;
    }

    /**
     * A bitfield message. BEP 3 allows it only as the first message, but aria2 sends one in the middle in place of many
     * haves, so a later one counts as those.
     *
     * @return the pieces that are new; null while the number of pieces is unknown
     */
    Bitfield bitfield(byte[] wire) throws ProtocolException {
        announced = true;
        if (bits == null) {
            keepRaw(wire.length + rawHaves.size() / Byte.SIZE);
            rawBitfield = wire;
            rawLost = new BitSet();
            return null;
        }
        return bits.addAll(parse(wire, bits.size()));
    }

    /** A have-all message (BEP 6). */
    void haveAll() throws ProtocolException {
        first("have all");
        if (bits == null) {
            rawAll = true;
        } else {
            bits.setAll();
        }
    }

    /** A have-none message (BEP 6). */
    void haveNone() throws ProtocolException {
        first("have none");
    }

    /** Refuses a piece that can't be. */
    void validate(int piece) throws ProtocolException {
        checked(piece, bits == null ? TorrentLimits.PIECES : bits.size());
    }

    /** A have message; tells whether the piece is new and known by number. */
    boolean have(int piece) throws ProtocolException {
        announced = true;
        if (bits == null) {
            keepRaw(rawBytes(rawLost, rawHaves, checked(piece, TorrentLimits.PIECES)));
            rawHaves.set(piece);
            rawLost.clear(piece);
            return false;
        }
        return bits.set(checked(piece, bits.size()));
    }

    /** A have is taken back (BEP 54); tells whether a piece is gone that was known by number. */
    boolean dontHave(int piece) throws ProtocolException {
        if (bits != null) {
            return bits.clear(checked(piece, bits.size()));
        }
        rawHaves.clear(piece);
        if (rawAll || rawBitfield != null) {
            keepRaw(rawBytes(rawHaves, rawLost, checked(piece, TorrentLimits.PIECES)));
            rawLost.set(piece);
        }
        return false;
    }

    /** What is kept once a set has room for a piece. */
    private long rawBytes(BitSet stays, BitSet grows, int piece) {
        int bitfield = rawBitfield == null ? 0 : rawBitfield.length;
        int other = stays.isEmpty() ? 0 : stays.size();
        return bitfield + (other + Math.max(grows.size(), piece)) / Byte.SIZE;
    }

    /** The connection is gone: nothing is kept any more. */
    void ended() {
        rawBitfield = null;
        rawHaves = new BitSet();
        rawLost = new BitSet();
        keep.test(0);
    }

    private void keepRaw(long bytes) throws ProtocolException {
        if (!keep.test(bytes)) {
            throw new ProtocolException(
                    "no room to keep what it has until the metadata is known: torrents without metadata have too many peers");
        }
    }

    private void first(String what) throws ProtocolException {
        if (announced) {
            throw new ProtocolException(what + ": only allowed as the first message about pieces");
        }
        announced = true;
    }

    private static Bitfield parse(byte[] wire, int pieces) throws ProtocolException {
        try {
            return Bitfield.parse(wire, pieces);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("bitfield: " + e.getMessage());
        }
    }

    private static int checked(int piece, int pieces) throws ProtocolException {
        if (piece < 0 || piece >= pieces) {
            throw new ProtocolException("no such piece: " + piece + " of " + pieces);
        }
        return piece;
    }
}
