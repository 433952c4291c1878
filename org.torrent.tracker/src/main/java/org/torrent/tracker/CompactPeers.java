package org.torrent.tracker;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The peers of one answer, and the compact form in which most trackers send them (BEP 23, BEP 7, BEP 15). Peers without
 * a port or with an address nobody can have are left out, and so is what is beyond {@link Limits#PEERS}.
 */
public final class CompactPeers {
    private final List<InetSocketAddress> peers = new ArrayList<>();

    /** What was added and can be dialled. */
    public List<InetSocketAddress> peers() {
        return List.copyOf(peers);
    }

    /** Adds peers of {@code addressBytes} (4 or 16) bytes of address and 2 of port each; a part of one is left out. */
    public void addAll(byte[] bytes, int addressBytes) {
        int step = addressBytes + 2;
        for (int at = 0; at + step <= bytes.length; at += step) {
            byte[] address = Arrays.copyOfRange(bytes, at, at + addressBytes);
            add(address, (bytes[at + addressBytes] & 0xff) << 8 | bytes[at + addressBytes + 1] & 0xff);
        }
    }

    /** Adds one peer with 4 or 16 bytes of address. */
    public void add(byte[] addressBytes, int port) {
        if (port == 0 || peers.size() == Limits.PEERS) {
            return;
        }
        try {
            InetAddress address = InetAddress.getByAddress(addressBytes);
            boolean usable = !address.isAnyLocalAddress() && !address.isMulticastAddress();
            boolean compatible = address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress();
            if (usable && (!compatible || address.isLoopbackAddress())) {
                peers.add(new InetSocketAddress(address, port));
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(addressBytes.length + " bytes of address", e);
        }
    }
}
