package org.torrent.dht.node;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.SecureNodeIds;
import org.torrent.dht.table.RoutingTable;

/** One family's nodes (BEP 32): our id among them, the table, how they see us. */
final class Network {
    private final Family family;
    private final RandomGenerator random;
    private final ExternalAddress external = new ExternalAddress();
    private boolean manyPerAddress;
    private RoutingTable table;
    private Long changedNanos;

    Network(Family family, NodeId id, boolean manyPerAddress, RandomGenerator random, long nowNanos) {
        this.family = family;
        this.random = random;
        this.manyPerAddress = manyPerAddress;
        this.table = new RoutingTable(id, manyPerAddress, nowNanos);
    }

    Family family() {
        return family;
    }

    NodeId id() {
        return table.own();
    }

    RoutingTable table() {
        return table;
    }

    /** How others see us. */
    Optional<InetAddress> externalAddress() {
        return external.agreed();
    }

    void vote(InetAddress by, InetAddress ours) {
        if (Family.of(ours) == family) {
            external.vote(by, ours);
        }
    }

    /** Takes an id that follows from our address, if ours does not; tells whether it did. */
    boolean followAddress(long nowNanos) {
        Optional<InetAddress> address = external.agreed().filter(one -> !SecureNodeIds.isValid(id(), one));
        boolean isTime = changedNanos == null || nowNanos - changedNanos >= DhtLimits.NEW_ID_NANOS;
        if (address.isEmpty() || !isTime) {
            return false;
        }
        changedNanos = nowNanos;
        rebuild(SecureNodeIds.of(address.get(), random), nowNanos);
        return true;
    }

    /** Whether a port of an address counts as an address from now on. */
    void manyPerAddress(boolean many, long nowNanos) {
        if (many != manyPerAddress) {
            manyPerAddress = many;
            rebuild(id(), nowNanos);
        }
    }

    private void rebuild(NodeId id, long nowNanos) {
        List<NodeAddress> nodes = table.all();
        table = new RoutingTable(id, manyPerAddress, nowNanos);
        nodes.forEach(node -> table.answered(node, nowNanos));
    }
}
