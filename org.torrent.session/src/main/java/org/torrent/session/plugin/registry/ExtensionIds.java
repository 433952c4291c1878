package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.session.plugin.entry.NameRules;
import org.torrent.session.plugin.guard.Lent;

/**
 * Our ids for extension names (BEP 10). Reserved names and the engine's own have theirs for ever. Others get fresh ones: 10 to 127 (some
 * clients read the id as a signed byte), then 128 to 255. A departed name keeps its id until fresh ids run out; then the
 * longest-departed id that no live connection has seen is given to another name. Any thread.
 */
public final class ExtensionIds {
    /** No id. */
    public static final int NONE = 0;

    private static final int FIRST = 10;
    private static final int LAST = 255;

    private final Map<String, Integer> ids = new HashMap<>(NameRules.ENGINE); // guarded by this, as all that follows
    private final Map<String, Integer> departed = new LinkedHashMap<>();
    private final int[] liveConnections = new int[LAST + 1];
    private final AtomicLong unknown = new AtomicLong();
    private int next = FIRST;

    /** An id for a name that is there; {@link #NONE} when none is left. A name that returns gets its old one. */
    public synchronized int assign(String name) {
        departed.remove(name);
        Integer reserved = NameRules.RESERVED.get(name);
        if (reserved != null) {
            ids.put(name, reserved);
            return reserved;
        }
        Integer held = ids.get(name);
        if (held != null) {
            return held;
        }
        int id = next <= LAST ? next++ : takeDeparted();
        if (id != NONE) {
            ids.put(name, id);
        }
        return id;
    }

    private int takeDeparted() {
        for (Map.Entry<String, Integer> entry : departed.entrySet()) {
            int id = entry.getValue();
            if (id >= FIRST && liveConnections[id] == 0) {
                departed.remove(entry.getKey());
                ids.remove(entry.getKey());
                return id;
            }
        }
        return NONE;
    }

    /** The name's plugin left. */
    public synchronized void depart(String name) {
        Integer id = ids.get(name);
        if (id != null) {
            departed.put(name, id);
        }
    }

    /** The name's id, or {@link #NONE}. */
    public synchronized int of(String name) {
        return ids.getOrDefault(name, NONE);
    }

    /** The ids one connection was told: they are not given to another name while it lives. Any thread. */
    public final class Told implements Lent {
        private final List<Integer> told = new ArrayList<>(); // guarded by the ids, as all that follows
        private boolean closed;

        private Told() {}

        /**
         * The connection is about to be told an id, for the first time.
         *
         * @return false when the id is no longer the name's, or the connection ended
         */
        public boolean tell(String name, int id) {
            synchronized (ExtensionIds.this) {
                if (closed || of(name) != id) {
                    return false;
                }
                liveConnections[id]++;
                return told.add(id);
            }
        }

        /** The connection ends. */
        @Override
        public void revoke() {
            synchronized (ExtensionIds.this) {
                closed = true;
                told.forEach(id -> liveConnections[id]--);
                told.clear();
            }
        }
    }

    /** For a new connection. */
    public Told newConnection() {
        return new Told();
    }

    /** A message came with an id we never gave to its sender. */
    public void countUnknown() {
        unknown.incrementAndGet();
    }

    /** How many such messages came. */
    public long unknown() {
        return unknown.get();
    }
}
