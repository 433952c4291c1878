package org.torrent.ext.metadata;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** What we asked one peer, and how it behaved. */
final class AskedPeer {
    final MetadataSource source;
    private final Map<Integer, Long> requests = new HashMap<>(); // piece -> when it was asked
    private Attempt attempt;
    private int failures;
    private long waitsUntilNanos;
    private boolean waits;

    AskedPeer(MetadataSource source) {
        this.source = source;
    }

    boolean asked(int piece) {
        return requests.containsKey(piece);
    }

    /** Requests go to this attempt from now on; those to another one are forgotten. */
    void join(Attempt next) {
        if (attempt != next) {
            leave();
            attempt = next;
        }
    }

    void leave() {
        if (attempt != null) {
            requests.keySet().forEach(attempt::released);
        }
        requests.clear();
        attempt = null;
    }

    Attempt attempt() {
        return attempt;
    }

    /** Asks for as much as it may. */
    void fill(long nowNanos) {
        if (waits && nowNanos - waitsUntilNanos < 0) {
            return;
        }
        waits = false;
        while (attempt != null && requests.size() < MetadataLimits.OUTSTANDING_REQUESTS) {
            int piece = attempt.pick(this::asked, nowNanos);
            if (piece < 0) {
                return;
            }
            requests.put(piece, nowNanos);
            attempt.asked(piece, nowNanos);
            source.request(piece);
        }
    }

    /** An answer arrived; false when nothing of the kind was asked. */
    boolean answered(int piece) {
        if (requests.remove(piece) == null) {
            return false;
        }
        attempt.released(piece);
        return true;
    }

    /** It answered well. */
    void praise() {
        failures = 0;
    }

    /** It rejected, was late or sent nonsense: it is left alone for a while, longer each time. */
    void backOff(long nowNanos) {
        int doublings = Math.min(failures, MetadataLimits.BACK_OFF_DOUBLINGS);
        failures++;
        waits = true;
        waitsUntilNanos = nowNanos + (MetadataLimits.BACK_OFF_NANOS << doublings);
    }

    /** Gives up requests without an answer. */
    void expire(long nowNanos) {
        boolean late = false;
        Iterator<Map.Entry<Integer, Long>> each = requests.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Integer, Long> request = each.next();
            if (nowNanos - request.getValue() >= MetadataLimits.REQUEST_NANOS) {
                attempt.released(request.getKey());
                each.remove();
                late = true;
            }
        }
        if (late) {
            backOff(nowNanos);
        }
    }
}
