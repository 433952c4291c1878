package org.torrent.session.core;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.model.BlockRequest;

/**
 * What choked peers had of the pieces that are allowed to them (BEP 6): each piece a few times, so that it can be asked
 * for again after it was lost, and no more. Counted by {@link AddressKey}, because the set of pieces belongs to the address
 * too, and who connects again, or from the next address of his own network, goes on where he was.
 */
public final class FastAllowance {
    /** How often an address gets each piece. */
    public static final int TIMES = 3;

    /** Addresses that are remembered. */
    public static final int ADDRESSES_MAX = 1_000;

    private final Map<AddressKey, Map<Integer, Long>> had = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Whether a block is answered; it counts then.
     *
     * @param pieceBytes length of its piece
     */
    public boolean take(InetAddress address, BlockRequest block, int pieceBytes) {
        Map<Integer, Long> pieces = had.computeIfAbsent(AddressKey.of(address), any -> new HashMap<>());
        if (had.size() > ADDRESSES_MAX) {
            had.remove(had.keySet().iterator().next());
        }
        long bytes = pieces.getOrDefault(block.piece(), 0L) + block.length();
        if (bytes > (long) TIMES * pieceBytes) {
            return false;
        }
        pieces.put(block.piece(), bytes);
        return true;
    }

    /** Addresses that are remembered now. */
    int addresses() {
        return had.size();
    }
}
