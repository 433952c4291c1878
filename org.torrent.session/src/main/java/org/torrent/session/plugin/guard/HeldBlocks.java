package org.torrent.session.plugin.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The blocks that one plugin holds, bounded for it and for all plugins together. Any thread. */
public final class HeldBlocks {
    /** What all plugins hold. */
    public static final class Sum {
        private final AtomicLong bytes = new AtomicLong();
        private final long maxBytes;

        /** Nothing yet. */
        public Sum(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        private boolean add(int more) {
            if (bytes.addAndGet(more) <= maxBytes) {
                return true;
            }
            bytes.addAndGet(-more);
            return false;
        }

        /** Bytes held at the moment. */
        public long bytes() {
            return bytes.get();
        }
    }

    private final Sum sum;
    private final long maxBytes;
    private final Map<Lent, Integer> held = new LinkedHashMap<>(); // with their bytes; guarded by itself
    private long bytes; // guarded by held
    private boolean left; // guarded by held

    /** None yet. */
    public HeldBlocks(Sum sum, long maxBytes) {
        this.sum = sum;
        this.maxBytes = maxBytes;
    }

    /** One more, until {@link #remove}; false when there is no room or the plugin left. */
    public boolean add(Lent block, int size) {
        synchronized (held) {
            if (left || bytes + size > maxBytes || !sum.add(size)) {
                return false;
            }
            held.put(block, size);
            bytes += size;
            return true;
        }
    }

    /** Bytes it holds at the moment. */
    public long bytes() {
        synchronized (held) {
            return bytes;
        }
    }

    /** It went back. */
    public void remove(Lent block) {
        synchronized (held) {
            Integer size = held.remove(block);
            if (size != null) {
                bytes -= size;
                sum.bytes.addAndGet(-size);
            }
        }
    }

    /** The plugin leaves. */
    public void revokeAll() {
        List<Lent> all;
        synchronized (held) {
            left = true;
            all = List.copyOf(held.keySet());
        }
        all.forEach(Lent::revoke);
    }
}
