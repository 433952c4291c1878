package org.torrent.session.budget;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.session.core.AddressKey;

/**
 * Addresses whose connections keep breaking the protocol. Somebody who reconnects each time he is closed would make us take
 * in and judge the same again without end, whatever bounds a connection has. Such an address is slowed down, and honest peers
 * behind the same router with it: they get a place when they ask first. Not thread-safe.
 */
final class Offenders {
    private final Map<AddressKey, Record> records = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AddressKey, Record> eldest) {
            return size() > BreachLimits.ADDRESSES;
        }
    };

    private static final class Record {
        private int breaches;
        private long countedNanos; // until then breaches were forgiven
        private long acceptedNanos;
        private boolean accepted;

        private Record(long nowNanos) {
            countedNanos = nowNanos;
        }

        private void forgive(long nowNanos) {
            long forgiven = (nowNanos - countedNanos) / BreachLimits.FORGIVEN_NANOS;
            breaches = (int) Math.max(0, breaches - forgiven);
            countedNanos += forgiven * BreachLimits.FORGIVEN_NANOS;
        }
    }

    /** One more breach by a connection of that address. */
    void breached(AddressKey address, long nowNanos) {
        Record known = records.remove(address);
        Record record = known == null ? new Record(nowNanos) : known;
        records.put(address, record); // the newest
        record.forgive(nowNanos);
        record.breaches = Math.min(record.breaches + 1, 2 * BreachLimits.FREE_BREACHES);
    }

    /** Whether a connection from there is to be taken in; one that is counts at once. */
    boolean mayConnect(AddressKey address, long nowNanos) {
        Record record = records.get(address);
        if (record == null) {
            return true;
        }
        record.forgive(nowNanos);
        if (record.breaches == 0) {
            records.remove(address);
        }
        if (record.breaches <= BreachLimits.FREE_BREACHES) {
            return true;
        }
        if (record.accepted && nowNanos - record.acceptedNanos < BreachLimits.PAUSE_NANOS) {
            return false;
        }
        record.accepted = true;
        record.acceptedNanos = nowNanos;
        return true;
    }
}
