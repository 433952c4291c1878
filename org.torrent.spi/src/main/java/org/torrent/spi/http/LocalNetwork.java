package org.torrent.spi.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The one rule of what is local: it tells the addresses of the open network from those of this machine and the networks
 * it is in.
 */
public final class LocalNetwork {
    private LocalNetwork() {}

    /**
     * Whether the address is not one of the open network: loopback, link-local, private (RFC 1918, RFC 4193), carrier
     * grade (RFC 6598), unspecified, multicast, or reserved.
     */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address ? isLocalV6(bytes) : isLocalV4(bytes));
    }

    private static boolean isLocalV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || first >= 240
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19);
    }

    /** Unique local addresses, and forms that carry an IPv4 address: mapped, compatible, NAT64 and 6to4. */
    private static boolean isLocalV6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return (first & 0xfe00) == 0xfc00 || first == 0 || first == 0x0064 || first == 0x2002;
    }
}
