package org.torrent.dht.table;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;

/**
 * Nodes of one family that we know (BEP 5), more of them the nearer they are to us. Only who answered a question of ours
 * gets in, an address has one place, and a network a few: so forged questions change nothing, and whoever wants many
 * places needs many networks. Not thread-safe.
 */
public final class RoutingTable {
    private final NodeId own;
    private final boolean manyPerAddress;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Map<Object, TableEntry> byAddress = new HashMap<>();
    private final Map<Long, Integer> networks = new HashMap<>();

    /**
     * An empty table.
     *
     * @param manyPerAddress whether a port of an address counts as an address: nodes of one machine that talk to each other
     */
    public RoutingTable(NodeId own, boolean manyPerAddress, long nowNanos) {
        this.own = own;
        this.manyPerAddress = manyPerAddress;
        buckets.add(new Bucket(nowNanos));
    }

    /** Our id. */
    public NodeId own() {
        return own;
    }

    /** A node answered a question of ours. */
    public void answered(NodeAddress node, long nowNanos) {
        if (node.id().equals(own)) {
            return;
        }
        TableEntry known = byAddress.get(key(node.endpoint()));
        if (known != null && known.node().equals(node)) {
            known.heard(nowNanos);
            bucketOf(node.id()).changed(nowNanos);
            promote(bucketOf(node.id()), nowNanos);
            return;
        }
        if (known != null) { // it took another id or port: as an honest node does that starts anew, and as others do
            boolean isSame = known.node().endpoint().equals(node.endpoint());
            if (isSame || known.isBad()) {
                remove(known, nowNanos);
            }
            if (isSame || !known.isBad()) {
                return;
            }
        }
        add(new TableEntry(node, nowNanos), nowNanos);
    }

    private void add(TableEntry entry, long nowNanos) {
        Bucket bucket = bucketOf(entry.node().id());
        Optional<TableEntry> twin = bucket.find(entry.node().id());
        if (twin.isPresent() && !twin.get().isBad() || isCrowded(entry.node().address())) {
            return;
        }
        twin.ifPresent(bad -> remove(bad, nowNanos));
        while (bucket.isFull() && bucket == last() && buckets.size() < NodeId.BITS) {
            split(nowNanos);
            bucket = bucketOf(entry.node().id());
        }
        if (bucket.isFull() && bucket.hasRoomForNetworkOf(entry)) {
            bucket.weakest(entry).ifPresent(this::forget);
        }
        if (!bucket.isFull() && bucket.hasRoomForNetworkOf(entry)) {
            count(entry, 1);
            bucket.live().add(entry);
            bucket.changed(nowNanos);
        } else {
            count(entry, 1);
            bucket.await(entry).ifPresent(gone -> count(gone, -1));
        }
    }

    private boolean isCrowded(InetAddress address) {
        return !Subnets.isLocal(address) && networks.getOrDefault(Subnets.of(address), 0) >= DhtLimits.TABLE_SUBNET;
    }

    private void count(TableEntry entry, int change) {
        if (change > 0) {
            byAddress.put(key(entry.node().endpoint()), entry);
        } else {
            byAddress.remove(key(entry.node().endpoint()), entry);
        }
        networks.merge(Subnets.of(entry.node().address()), change, (old, step) -> old + step == 0 ? null : old + step);
    }

    private Object key(InetSocketAddress endpoint) {
        return manyPerAddress ? endpoint : endpoint.getAddress();
    }

    /** The last bucket becomes two: those with one bit more in common go on to the new one. */
    private void split(long nowNanos) {
        Bucket old = last();
        int bits = buckets.size() - 1;
        Bucket nearer = new Bucket(nowNanos);
        buckets.add(nearer);
        move(old.live(), nearer.live(), bits);
        move(old.waiting(), nearer.waiting(), bits);
        promote(old, nowNanos);
        promote(nearer, nowNanos);
    }

    private void move(List<TableEntry> from, List<TableEntry> to, int bits) {
        from.stream().filter(entry -> own.commonBits(entry.node().id()) > bits).forEach(to::add);
        from.removeAll(to);
    }

    private Bucket last() {
        return buckets.get(buckets.size() - 1);
    }

    private int indexOf(NodeId id) {
        return Math.min(own.commonBits(id), buckets.size() - 1);
    }

    private Bucket bucketOf(NodeId id) {
        return buckets.get(indexOf(id));
    }

    /** A node did not answer. */
    public void failed(NodeAddress node, long nowNanos) {
        TableEntry known = byAddress.get(key(node.endpoint()));
        if (known == null || !known.node().equals(node)) {
            return;
        }
        known.failed();
        Bucket bucket = bucketOf(node.id());
        boolean isReplaced = known.isBad() && bucket.successor().isPresent();
        if (isReplaced
                || known.failures() >= DhtLimits.FAILURES_MAX
                || bucket.waiting().contains(known)) {
            remove(known, nowNanos);
        }
    }

    private void forget(TableEntry entry) {
        Bucket bucket = bucketOf(entry.node().id());
        bucket.live().remove(entry);
        bucket.waiting().remove(entry);
        count(entry, -1);
    }

    private void remove(TableEntry entry, long nowNanos) {
        forget(entry);
        promote(bucketOf(entry.node().id()), nowNanos);
    }

    private void promote(Bucket bucket, long nowNanos) {
        while (!bucket.isFull() && bucket.successor().isPresent()) {
            TableEntry next = bucket.successor().get();
            bucket.waiting().remove(next);
            bucket.live().add(next);
            bucket.changed(nowNanos);
        }
    }

    /** Whether a node that is not known would get in, or wait for a place, if it answered. */
    public boolean wants(NodeAddress node) {
        if (node.id().equals(own) || byAddress.containsKey(key(node.endpoint())) || isCrowded(node.address())) {
            return false;
        }
        Bucket bucket = bucketOf(node.id());
        return !bucket.isFull()
                || bucket == last()
                || bucket.waiting().size() < DhtLimits.REPLACEMENTS
                || bucket.live().stream().anyMatch(TableEntry::isBad);
    }

    /** Whether exactly this node is known. */
    public boolean contains(NodeAddress node) {
        TableEntry known = byAddress.get(key(node.endpoint()));
        return known != null && known.node().equals(node);
    }

    /** Those nearest to an id that are not bad, the nearest first. */
    public List<NodeAddress> nearest(NodeId target, int most) {
        List<NodeAddress> found = new ArrayList<>();
        int index = indexOf(target);
        collect(index, found);
        if (found.size() < most) { // those nearer to us are all farther from the target than these
            for (int i = index + 1; i < buckets.size(); i++) {
                collect(i, found);
            }
        }
        for (int i = index - 1; i >= 0 && found.size() < most; i--) {
            collect(i, found);
        }
        Comparator<NodeId> order = target.nearest();
        found.sort((one, two) -> order.compare(one.id(), two.id()));
        return found.size() > most ? new ArrayList<>(found.subList(0, most)) : found;
    }

    private void collect(int bucket, List<NodeAddress> found) {
        for (TableEntry entry : buckets.get(bucket).live()) {
            if (!entry.isBad()) {
                found.add(entry.node());
            }
        }
    }

    /** The node of which nothing was heard for longest, if that is too long. */
    public Optional<NodeAddress> stalest(long nowNanos) {
        return buckets.stream()
                .flatMap(bucket -> bucket.live().stream())
                .filter(entry -> entry.isQuestionable(nowNanos))
                .min(Comparator.comparingLong(entry -> entry.heardNanos() - nowNanos))
                .map(TableEntry::node);
    }

    /** An id in the part of the table where nothing happened for longest, if that is too long; it counts as looked after. */
    public Optional<NodeId> stalePart(long nowNanos, RandomGenerator random) {
        for (int i = 0; i < buckets.size(); i++) {
            if (nowNanos - buckets.get(i).changedNanos() > DhtLimits.REFRESH_NANOS) {
                buckets.get(i).changed(nowNanos);
                return Optional.of(own.neighbour(i, random));
            }
        }
        return Optional.empty();
    }

    /** How many nodes are in it, those that wait left out. */
    public int size() {
        int size = 0;
        for (Bucket bucket : buckets) {
            size += bucket.live().size();
        }
        return size;
    }

    /** How many answered lately. */
    public int good(long nowNanos) {
        return (int) buckets.stream()
                .flatMap(bucket -> bucket.live().stream())
                .filter(entry -> !entry.isQuestionable(nowNanos))
                .count();
    }

    /** How many wait for a place. */
    public int waiting() {
        return buckets.stream().mapToInt(bucket -> bucket.waiting().size()).sum();
    }

    /** How many buckets there are. */
    public int buckets() {
        return buckets.size();
    }

    /** All that are not bad, those heard of last first. */
    public List<NodeAddress> all() {
        return buckets.stream()
                .flatMap(bucket -> bucket.live().stream())
                .filter(entry -> !entry.isBad())
                .sorted(Comparator.comparingLong(TableEntry::heardNanos).reversed())
                .map(TableEntry::node)
                .toList();
    }
}
