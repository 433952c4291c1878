package org.torrent.dht.store;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;

/**
 * Items that others left here (BEP 44). When it is full, the one that is farthest from us goes. Whoever puts checked the
 * token, the length and the signature before. Not thread-safe.
 */
public final class ItemStore {
    /** What became of a put. */
    public enum Outcome {
        /** It is kept. */
        KEPT,
        /** There is a newer one, or another one with the same number. */
        OLD,
        /** It was not written over what its writer thought it would be. */
        CHANGED,
        /** There is no room for it. */
        FULL
    }

    private record Kept(DhtItem item, InetAddress by, long sinceNanos) {}

    private final Map<NodeId, Kept> items = new HashMap<>();
    private final PerAddress perAddress = new PerAddress();

    /** The item of a target. */
    public Optional<DhtItem> get(NodeId target) {
        return Optional.ofNullable(items.get(target)).map(Kept::item);
    }

    /**
     * Keeps an item, or keeps it for longer.
     *
     * @param expected the number of what it is to replace; nothing when that does not matter
     * @param own our id
     */
    public Outcome put(DhtItem item, Optional<Long> expected, InetAddress by, NodeId own, long nowNanos) {
        NodeId target = item.target();
        Kept before = items.get(target);
        if (before != null && item.signed().isPresent()) {
            if (expected.isPresent() && expected.get() != before.item().sequence()) {
                return Outcome.CHANGED;
            }
            boolean isSame = before.item().sequence() == item.sequence()
                    && before.item().value().equals(item.value());
            if (before.item().sequence() >= item.sequence() && !isSame) {
                return Outcome.OLD;
            }
        }
        boolean isTheirs = before != null && Subnets.owner(before.by()).equals(Subnets.owner(by));
        if (!isTheirs && perAddress.of(by) >= DhtLimits.ITEMS_PER_ADDRESS
                || before == null && items.size() >= DhtLimits.ITEMS && !makeRoom(target, own)) {
            return Outcome.FULL;
        }
        remove(target);
        items.put(target, new Kept(item, by, nowNanos));
        perAddress.add(by);
        return Outcome.KEPT;
    }

    private boolean makeRoom(NodeId wanted, NodeId own) {
        Comparator<NodeId> order = own.nearest();
        NodeId farthest = items.keySet().stream().max(order).orElse(wanted);
        if (order.compare(farthest, wanted) <= 0) {
            return false;
        }
        remove(farthest);
        return true;
    }

    private void remove(NodeId target) {
        Kept gone = items.remove(target);
        if (gone != null) {
            perAddress.remove(gone.by());
        }
    }

    /** Forgets what nobody put again. */
    public void expire(long nowNanos) {
        items.values().removeIf(kept -> {
            boolean isOld = nowNanos - kept.sinceNanos() > DhtLimits.ITEM_NANOS;
            if (isOld) {
                perAddress.remove(kept.by());
            }
            return isOld;
        });
    }

    /** How many there are. */
    public int size() {
        return items.size();
    }
}
