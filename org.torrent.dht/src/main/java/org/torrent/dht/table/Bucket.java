package org.torrent.dht.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;

/** Nodes whose ids have the same number of bits in common with ours, and those that wait for their places. */
final class Bucket {
    private final List<TableEntry> live = new ArrayList<>();
    private final List<TableEntry> waiting = new ArrayList<>();
    private long changedNanos;

    Bucket(long nowNanos) {
        changedNanos = nowNanos;
    }

    List<TableEntry> live() {
        return live;
    }

    List<TableEntry> waiting() {
        return waiting;
    }

    long changedNanos() {
        return changedNanos;
    }

    void changed(long nowNanos) {
        changedNanos = nowNanos;
    }

    boolean isFull() {
        return live.size() >= DhtLimits.BUCKET;
    }

    /** The node of that id among those that live here. */
    Optional<TableEntry> find(NodeId id) {
        return live.stream().filter(entry -> entry.node().id().equals(id)).findFirst();
    }

    /** Whether a node of its network may get in beside those that are there. */
    boolean hasRoomForNetworkOf(TableEntry newcomer) {
        if (Subnets.isLocal(newcomer.node().address())) {
            return true;
        }
        long network = Subnets.of(newcomer.node().address());
        return live.stream()
                        .filter(entry -> Subnets.of(entry.node().address()) == network)
                        .count()
                < DhtLimits.BUCKET_SUBNET;
    }

    /** Who gives his place to one that answered: a bad node, else one whose id does not follow from its address. */
    Optional<TableEntry> weakest(TableEntry newcomer) {
        Optional<TableEntry> bad =
                live.stream().filter(TableEntry::isBad).max(Comparator.comparingInt(TableEntry::failures));
        if (bad.isPresent() || !newcomer.hasValidId()) {
            return bad;
        }
        return live.stream().filter(entry -> !entry.hasValidId()).findFirst();
    }

    /** Waits for a place; answers who waits no longer. */
    Optional<TableEntry> await(TableEntry entry) {
        waiting.add(entry);
        return waiting.size() > DhtLimits.REPLACEMENTS ? Optional.of(waiting.remove(0)) : Optional.empty();
    }

    /** Who was heard of last, of those that wait and may get in. */
    Optional<TableEntry> successor() {
        return waiting.stream()
                .filter(this::hasRoomForNetworkOf)
                .max(Comparator.comparing(TableEntry::hasValidId).thenComparing(TableEntry::heardNanos));
    }
}
