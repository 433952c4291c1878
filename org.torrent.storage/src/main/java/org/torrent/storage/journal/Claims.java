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
 * @param stamps how the files looked when this was true
 */
public record Claims(String location, BitSet verified, BitSet durable, BitSet suspect, FileStamps stamps) {
    Claims(String location) {
        this(location, new BitSet(), new BitSet(), new BitSet(), new FileStamps());
    }

    /** An independent copy. */
    Claims copy() {
        return new Claims(
                location, (BitSet) verified.clone(), (BitSet) durable.clone(), (BitSet) suspect.clone(), stamps.copy());
    }
}
