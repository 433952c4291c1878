package org.torrent.dht.krpc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Nodes and peers as bytes: id, address, port (BEP 5, BEP 32). What nobody can have is left out. */
public final class Compact {
    private Compact() {}

    /** An address and a port. */
    public static byte[] endpoint(InetSocketAddress endpoint) {
        byte[] address = endpoint.getAddress().getAddress();
        return ByteBuffer.allocate(address.length + 2)
                .put(address)
                .putShort((short) endpoint.getPort())
                .array();
    }

    /** The endpoint in 6 or 18 bytes; nothing when nobody can be there. */
    public static Optional<InetSocketAddress> endpoint(byte[] bytes) {
        boolean isOne = bytes.length == Family.V4.endpointBytes() || bytes.length == Family.V6.endpointBytes();
        return isOne ? endpoint(bytes, 0, bytes.length) : Optional.empty();
    }

    /** Nodes one behind the other. */
    public static byte[] nodes(List<NodeAddress> nodes) {
        int bytes = nodes.stream().mapToInt(node -> node.family().nodeBytes()).sum();
        ByteBuffer all = ByteBuffer.allocate(bytes);
        nodes.forEach(node -> all.put(node.id().bytes()).put(endpoint(node.endpoint())));
        return all.array();
    }

    /** At most so many nodes; a part of one at the end is left out. */
    public static List<NodeAddress> nodes(byte[] bytes, Family family, int most) {
        List<NodeAddress> nodes = new ArrayList<>();
        int step = family.nodeBytes();
        for (int at = 0; at + step <= bytes.length && nodes.size() < most; at += step) {
            NodeId id = NodeId.at(bytes, at);
            endpoint(bytes, at + NodeId.BYTES, family.endpointBytes())
                    .ifPresent(endpoint -> nodes.add(new NodeAddress(id, endpoint)));
        }
        return nodes;
    }

    private static Optional<InetSocketAddress> endpoint(byte[] bytes, int at, int length) {
        int port = (bytes[at + length - 2] & 0xff) << 8 | bytes[at + length - 1] & 0xff;
        try {
            InetAddress address = InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + length - 2));
            boolean compatible = address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress();
            boolean mapped = length == Family.V6.endpointBytes() && Family.of(address) == Family.V4;
            boolean usable = port > 0
                    && !address.isAnyLocalAddress()
                    && !address.isMulticastAddress()
                    && !mapped
                    && (!compatible || address.isLoopbackAddress());
            return usable ? Optional.of(new InetSocketAddress(address, port)) : Optional.empty();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(length + " bytes of endpoint", e);
        }
    }
}
