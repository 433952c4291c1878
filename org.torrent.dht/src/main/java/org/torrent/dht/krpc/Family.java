package org.torrent.dht.krpc;

import java.net.Inet4Address;
import java.net.InetAddress;

/** IPv4 or IPv6: two networks of nodes that one node may be part of (BEP 32). */
public enum Family {
    /** IPv4. */
    V4(4, "nodes", "n4"),
    /** IPv6. */
    V6(16, "nodes6", "n6");

    private final int addressBytes;
    private final String nodesKey;
    private final String want;

    Family(int addressBytes, String nodesKey, String want) {
        this.addressBytes = addressBytes;
        this.nodesKey = nodesKey;
        this.want = want;
    }

    /** Of an address. */
    public static Family of(InetAddress address) {
        return address instanceof Inet4Address ? V4 : V6;
    }

    /** Bytes of an address and a port. */
    public int endpointBytes() {
        return addressBytes + 2;
    }

    /** Bytes of a node: id, address, port. */
    public int nodeBytes() {
        return NodeId.BYTES + endpointBytes();
    }

    /** The key of a list of nodes. */
    public String nodesKey() {
        return nodesKey;
    }

    /** How {@code want} asks for it. */
    public String want() {
        return want;
    }
}
