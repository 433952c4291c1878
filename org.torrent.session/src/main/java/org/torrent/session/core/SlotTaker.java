package org.torrent.session.core;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whose slot somebody gets who is interested while every slot is taken. Pure.
 *
 * <p>Theory. An unchoke is a promise that costs nothing until it is used, so a crowd that only takes slots is told from
 * peers that use them, but only after a while; and nobody who comes meanwhile is to wait for that. Therefore, in this
 * order:
 *
 * <ol>
 *   <li>a slot that was not used for as long as {@link Use#patienceNanos()} says is anybody's;
 *   <li>who has no slot at his address gets one of the address that has most, if that has several: one address,
 *       however many peers it has, never keeps out another one;
 *   <li>who has no slot at his address, which wasted none lately, gets the slot of somebody who had half a second to ask
 *       for something, or whose address has wasted one lately.
 * </ol>
 *
 * Of several the least useful goes: who took nothing before who stopped taking, those before who reads slowly. A slow line
 * reads a block now and then, so who was seen to take something again and again has more time.
 */
public final class SlotTaker {
    /** Time after which somebody who was unchoked and asked for nothing makes room for another address. */
    public static final long ASK_NANOS = 500_000_000L;

    /** Time for which an address that wasted a slot is remembered. */
    public static final long WASTED_NANOS = 60_000_000_000L;

    /** Addresses that wasted a slot and are remembered. */
    public static final int ADDRESSES_MAX = 1_000;

    /** What somebody does with his slot, the least useful first. */
    public enum Use {
        /** Asked for nothing since it was unchoked. */
        NOTHING(3),
        /** Asked, and reads no more of what waits for it. */
        BLOCKED(3),
        /** Took something, and asks no more. */
        PAUSED(8),
        /** Was seen to take something again and again: a slow line needs long for a block. */
        READS(30);

        private final long patienceNanos;

        Use(long patienceSeconds) {
            patienceNanos = patienceSeconds * 1_000_000_000L;
        }

        /** How long it may take nothing and keep its slot although others want it. */
        public long patienceNanos() {
            return patienceNanos;
        }
    }

    /**
     * Somebody with a slot.
     *
     * @param peer opaque
     * @param use of the slot
     * @param sinceNanos when it last took something, or got the slot
     * @param earns whether it sends us what we want: only an unused slot is taken from it
     */
    public record Holder<P>(P peer, AddressKey address, Use use, long sinceNanos, boolean earns) {
        private boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos > use.patienceNanos();
        }

        private boolean isWorseThan(Holder<P> other) {
            return use != other.use ? use.compareTo(other.use) < 0 : sinceNanos - other.sinceNanos < 0;
        }
    }

    private final Map<AddressKey, Long> wasted = new LinkedHashMap<>();

    /** Somebody at this address had a slot and took nothing. */
    public void wasted(AddressKey address, long nowNanos) {
        wasted.remove(address);
        wasted.put(address, nowNanos);
        if (wasted.size() > ADDRESSES_MAX) {
            wasted.remove(wasted.keySet().iterator().next());
        }
    }

    /** Whether that was lately. */
    public boolean hasWasted(AddressKey address, long nowNanos) {
        Long at = wasted.get(address);
        return at != null && nowNanos - at < WASTED_NANOS;
    }

    /** Whose slot a peer of that address gets; null when he has to wait. */
    public <P> P victim(AddressKey forWhom, List<Holder<P>> holders, long nowNanos) {
        Map<AddressKey, Integer> held = new HashMap<>();
        holders.forEach(holder -> held.merge(holder.address(), 1, Integer::sum));
        boolean isFirst = !held.containsKey(forWhom);
        boolean isClean = isFirst && !hasWasted(forWhom, nowNanos);
        int most = held.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Holder<P> worst = null;
        for (Holder<P> each : holders) {
            boolean isCrowd = isFirst && most > 1 && held.get(each.address()) == most && !each.earns();
            boolean isIdle = isClean && each.use() == Use.NOTHING && !each.earns() && isIdle(each, nowNanos);
            boolean isTaken = each.isOver(nowNanos) || isCrowd || isIdle;
            if (isTaken && (worst == null || each.isWorseThan(worst))) {
                worst = each;
            }
        }
        return worst == null ? null : worst.peer();
    }

    private boolean isIdle(Holder<?> holder, long nowNanos) {
        return nowNanos - holder.sinceNanos() > ASK_NANOS || hasWasted(holder.address(), nowNanos);
    }
}
