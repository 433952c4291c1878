package org.torrent.session.plugin.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The threads that hang in calls of plugins, present ones and such that left: Java can't end them. Any thread. */
public final class StuckThreads {
    private final Map<Object, BooleanSupplier> threads = new ConcurrentHashMap<>();

    /**
     * A call was given up.
     *
     * @param call which one: it is counted once
     * @param runs whether it is still under way
     */
    public void add(Object call, BooleanSupplier runs) {
        threads.put(call, runs);
    }

    /** How many there are now; forgets those that came back. */
    public int count() {
        threads.values().removeIf(runs -> !runs.getAsBoolean());
        return threads.size();
    }
}
