package org.torrent.dht.node;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Subnets;

/** How much is answered: so many queries of an address (a /64 of IPv6), so many bytes in sum. */
final class QueryRates {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int BURST_SECONDS = 3;

    private static final class Window {
        private long sinceNanos;
        private int queries;
        private boolean blocked;
    }

    private final Map<Object, Window> windows = new Recent<>(DhtLimits.COUNTED_ADDRESSES);
    private long budgetNanos; // bytes times nanoseconds: no fraction is lost
    private long filledNanos;
    private boolean begun;

    /** Whether a query of that address is answered; one that asks too often is not for a while. */
    boolean permits(InetAddress address, long nowNanos) {
        Window window = windows.computeIfAbsent(Subnets.owner(address), one -> new Window());
        long limit = window.blocked ? DhtLimits.BLOCK_NANOS : SECOND;
        if (window.queries == 0 || nowNanos - window.sinceNanos >= limit) {
            window.sinceNanos = nowNanos;
            window.queries = 0;
            window.blocked = false;
        }
        window.queries++;
        if (!window.blocked && window.queries > BURST_SECONDS * DhtLimits.QUERIES_PER_SECOND) {
            window.blocked = true;
            window.sinceNanos = nowNanos;
        }
        return !window.blocked && window.queries <= DhtLimits.QUERIES_PER_SECOND;
    }

    /** Takes bytes from what may be answered; false when that is used up. */
    boolean take(int bytes, int bytesPerSecond, long nowNanos) {
        long most = BURST_SECONDS * bytesPerSecond * SECOND;
        long elapsed = Math.min(nowNanos - filledNanos, BURST_SECONDS * SECOND);
        budgetNanos = begun ? Math.min(most, budgetNanos + elapsed * bytesPerSecond) : most;
        begun = true;
        filledNanos = nowNanos;
        if (budgetNanos < bytes * SECOND) {
            return false;
        }
        budgetNanos -= bytes * SECOND;
        return true;
    }
}
