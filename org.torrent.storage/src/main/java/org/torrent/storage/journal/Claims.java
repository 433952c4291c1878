package org.torrent.storage.journal;

import java.util.BitSet;

/**
 * What the journal says of one torrent.
 *
 * @param location the directory it was checked in
 * @param verified pieces that hashed right, durable ones among them
 * @param durable pieces that were forced
 * @param suspect pieces that were un-claimed: after a failed force the system may show bytes that never reach the
 *     platter, so that hashing right proves nothing until they are written once more
 * @param doubted whether something said of the torrent may be lost: what is not durable is all suspect, and to be looked at
 * @param stamps how the files looked when this was true
 */
public record Claims(
        String location, BitSet verified, BitSet durable, BitSet suspect, boolean doubted, FileStamps stamps) {
    Claims(String location) {
        this(location, new BitSet(), new BitSet(), new BitSet(), false, new FileStamps());
    }

    Claims doubted(boolean value) {
        return new Claims(location, verified, durable, suspect, value, stamps);
    }

    /** Whether the piece is to be hashed before it is believed. */
    public boolean isToBeHashed(int piece) {
        return !durable.get(piece) && (doubted || verified.get(piece));
    }

    /** Whether the piece, if it hashes right, may not be on the platter all the same. */
    public boolean isSuspect(int piece) {
        return !durable.get(piece) && (doubted || verified.get(piece) || suspect.get(piece));
    }

    /** An independent copy. */
    Claims copy() {
        return new Claims(
                location,
                (BitSet) verified.clone(),
                (BitSet) durable.clone(),
                (BitSet) suspect.clone(),
                doubted,
                stamps.copy());
    }
}
