package org.torrent.session.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.Alert;

/**
 * Alerts that wait for one reader, or are kept, in the order they were posted. Each source has a share, and one that wants
 * more loses its own oldest; when plugins together have too many, one that has most does. Any thread.
 */
public final class AlertQueue {
    /**
     * What it holds at most.
     *
     * @param session alerts of the session's own
     * @param plugin alerts of one plugin
     * @param plugins alerts of all plugins
     */
    public record Room(int session, int plugin, int plugins) {}

    private static final class Waiting {
        final long order;
        final Alert plain;
        Alert own; // null once the plugin is gone

        Waiting(long order, Alert plain, Alert own) {
            this.order = order;
            this.plain = plain;
            this.own = own;
        }
    }

    private final Room room;
    private final Map<AlertSource, Deque<Waiting>> bySource = new HashMap<>(); // guarded by this, as all that follows
    private long order;
    private int ofPlugins;
    private long lost;

    /** Nothing waits. */
    AlertQueue(Room room) {
        this.room = room;
    }

    /** Takes it; false when an older one was lost for it, so that no more wait than before. */
    public boolean offer(PostedAlert alert) {
        AlertSource loser;
        synchronized (this) {
            AlertSource source = alert.source();
            Waiting next = new Waiting(order++, alert.plain(), source.isGone() ? null : alert.own());
            loser = loser(source);
            if (loser != null) {
                remove(loser);
                lost++;
            }
            bySource.computeIfAbsent(source, any -> new ArrayDeque<>()).add(next);
            ofPlugins += source == AlertSource.SESSION ? 0 : 1;
        }
        if (loser != null) {
            loser.lost();
        }
        return loser == null;
    }

    /** Who has to lose one for a newcomer; null when there is room. */
    private AlertSource loser(AlertSource source) {
        int own = size(source);
        if (own >= (source == AlertSource.SESSION ? room.session() : room.plugin())) {
            return source;
        }
        if (source == AlertSource.SESSION || ofPlugins < room.plugins()) {
            return null;
        }
        AlertSource most = source;
        for (AlertSource other : bySource.keySet()) {
            most = other != AlertSource.SESSION && size(other) > size(most) ? other : most;
        }
        return most;
    }

    private int size(AlertSource source) {
        Deque<Waiting> waiting = bySource.get(source);
        return waiting == null ? 0 : waiting.size();
    }

    private Waiting remove(AlertSource source) {
        Deque<Waiting> waiting = bySource.get(source);
        Waiting oldest = waiting.poll();
        if (waiting.isEmpty()) {
            bySource.remove(source);
        }
        ofPlugins -= source == AlertSource.SESSION ? 0 : 1;
        return oldest;
    }

    /** The oldest one; null when nothing waits. */
    public synchronized PostedAlert poll() {
        AlertSource first = null;
        long least = Long.MAX_VALUE;
        for (Map.Entry<AlertSource, Deque<Waiting>> entry : bySource.entrySet()) {
            long oldest = entry.getValue().peek().order;
            if (oldest < least) {
                least = oldest;
                first = entry.getKey();
            }
        }
        if (first == null) {
            return null;
        }
        Waiting next = remove(first);
        return new PostedAlert(first, next.plain, next.own);
    }

    /** How many were lost since the last call. */
    synchronized long takeLost() {
        long count = lost;
        lost = 0;
        return count;
    }

    /** All of them as plain ones, oldest first; they stay. */
    synchronized List<Alert> all() {
        List<Waiting> all = new ArrayList<>();
        bySource.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(waiting -> waiting.order));
        return all.stream().map(waiting -> waiting.plain).toList();
    }

    /** A plugin is gone: what waits of it is plain from now on. */
    synchronized void leave(AlertSource source) {
        bySource.getOrDefault(source, new ArrayDeque<>()).forEach(waiting -> waiting.own = null);
    }

    /** Forgets all. */
    public synchronized void clear() {
        bySource.clear();
        ofPlugins = 0;
    }
}
