package org.torrent.session.budget;

import java.util.HashMap;
import java.util.Map;
import org.torrent.session.core.AddressKey;

/**
 * Counts one kind of thing by address. Up to half of the whole everybody may take what he likes: many peers share one
 * address in a network behind one router, in a laboratory, on one machine. In the second half an address gets no more
 * than a few. So one address, whatever it does, holds half at most, and the other half is open to {@code max / 2 /
 * perAddress} others at least. Not thread-safe.
 */
final class AddressShares {
    private int max;
    private int perAddress;
    private int used;
    private final Map<AddressKey, Count> counts = new HashMap<>();

    /** How many one address holds. */
    static final class Count {
        private final AddressKey key;
        private int held;

        private Count(AddressKey key) {
            this.key = key;
        }

        AddressKey key() {
            return key;
        }

        int held() {
            return held;
        }
    }

    AddressShares(int max, int perAddress) {
        limit(max, perAddress);
    }

    /** Other bounds from now on; who is there stays. */
    void limit(int newMax, int newPerAddress) {
        this.max = newMax;
        this.perAddress = newPerAddress;
    }

    boolean isFull() {
        return used >= max;
    }

    int used() {
        return used;
    }

    int perAddress() {
        return perAddress;
    }

    /** Whether the address may have one more, as far as its share goes: the whole may be full. */
    boolean isWithinShare(AddressKey key) {
        Count count = counts.get(key);
        return used < max / 2 || count == null || count.held < perAddress;
    }

    Count add(AddressKey key) {
        Count count = counts.computeIfAbsent(key, Count::new);
        count.held++;
        used++;
        return count;
    }

    void remove(Count count) {
        used--;
        if (--count.held == 0) {
            counts.remove(count.key);
        }
    }
}
