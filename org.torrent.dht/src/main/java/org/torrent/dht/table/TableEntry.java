package org.torrent.dht.table;

import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.SecureNodeIds;

/** A node that answered at least once. */
final class TableEntry {
    private final NodeAddress node;
    private final boolean validId;
    private long heardNanos;
    private int failures;

    TableEntry(NodeAddress node, long nowNanos) {
        this.node = node;
        this.validId = SecureNodeIds.isValid(node.id(), node.address());
        this.heardNanos = nowNanos;
    }

    NodeAddress node() {
        return node;
    }

    /** Whether the id follows from the address (BEP 42). */
    boolean hasValidId() {
        return validId;
    }

    long heardNanos() {
        return heardNanos;
    }

    int failures() {
        return failures;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
        failures = 0;
    }

    void failed() {
        failures++;
    }

    boolean isBad() {
        return failures >= DhtLimits.FAILURES;
    }

    boolean isQuestionable(long nowNanos) {
        return failures > 0 || nowNanos - heardNanos > DhtLimits.GOOD_NANOS;
    }
}
