package org.torrent.session.budget;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrent.session.core.AddressKey;

/** Places for what is held until somebody answered, in sum and per address ({@link AddressShares}). Any thread. */
public final class HeldPlaces {
    private final AddressShares places; // guarded by this

    /** None is taken. */
    public HeldPlaces(int max, int perAddress) {
        this.places = new AddressShares(max, perAddress);
    }

    /** A place; null when there is none. Running it gives it back; more do nothing. */
    public synchronized Runnable take(InetAddress address) {
        AddressKey key = AddressKey.of(address);
        if (places.isFull() || !places.isWithinShare(key)) {
            return null;
        }
        AddressShares.Count count = places.add(key);
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                giveBack(count);
            }
        };
    }

    private synchronized void giveBack(AddressShares.Count count) {
        places.remove(count);
    }

    /** How many are taken. */
    public synchronized int taken() {
        return places.used();
    }
}
