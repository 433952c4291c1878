package org.torrent.session.core;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which peers were gained and lost lately, by where they listen. What happened before the newest changes is forgotten: then
 * all that are there now is the answer.
 *
 * @param <P> a connection
 */
public final class PeerHistory<P> {
    /** What happened since a mark: {@code mark} is where it ends; all of {@code gained} are there now. */
    public record Since<P>(long mark, boolean whole, Map<InetSocketAddress, P> gained, List<InetSocketAddress> lost) {}

    private record Change(InetSocketAddress endpoint, boolean gained) {}

    private final int capacity;
    private final Map<InetSocketAddress, P> present = new LinkedHashMap<>();
    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private long next = 1; // the mark of the next change; 0 is before all of them

    /** Nobody was there. */
    public PeerHistory(int capacity) {
        this.capacity = capacity;
    }

    /** It is connected, and listens there. */
    public void gained(InetSocketAddress endpoint, P peer) {
        if (present.putIfAbsent(endpoint, peer) == null) {
            add(new Change(endpoint, true));
        }
    }

    /** It is connected no more. */
    public void lost(InetSocketAddress endpoint, P peer) {
        if (present.remove(endpoint, peer)) {
            add(new Change(endpoint, false));
        }
    }

    private void add(Change change) {
        if (changes.size() == capacity) {
            changes.removeFirst();
        }
        changes.addLast(change);
        next++;
    }

    /** The difference between then and now; everything when the mark is none of the last ones. */
    public Since<P> since(long mark) {
        long first = next - changes.size();
        if (mark < first || mark > next) {
            return new Since<>(next, true, new LinkedHashMap<>(present), List.of());
        }
        Map<InetSocketAddress, Boolean> wasThere = new LinkedHashMap<>();
        long at = first;
        for (Change change : changes) {
            if (at++ >= mark) {
                wasThere.putIfAbsent(change.endpoint, !change.gained);
            }
        }
        Map<InetSocketAddress, P> gained = new LinkedHashMap<>();
        List<InetSocketAddress> lost = new ArrayList<>();
        wasThere.forEach((endpoint, before) -> {
            P now = present.get(endpoint);
            if (now != null && !before) {
                gained.put(endpoint, now);
            } else if (now == null && before) {
                lost.add(endpoint);
            }
        });
        return new Since<>(next, false, gained, lost);
    }
}
