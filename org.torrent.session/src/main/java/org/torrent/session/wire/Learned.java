package org.torrent.session.wire;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the stages of one connection found out, for the look-up of its torrent: a negotiated secret, a hash that stands
 * for an info hash. On the connection's I/O thread.
 */
public final class Learned {
    private Map<Fact<?>, Object> values = Map.of(); // most connections learn nothing

    /** Remembers a value. */
    public <T> void put(Fact<T> fact, T value) {
        if (values.isEmpty()) {
            values = new IdentityHashMap<>();
        }
        values.put(fact, value);
    }

    /** The value, if it was learnt. */
    @SuppressWarnings("unchecked") // put() is the only way in
    public <T> Optional<T> get(Fact<T> fact) {
        return Optional.ofNullable((T) values.get(fact));
    }
}
