package org.torrent.dht.krpc;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What one owner of addresses surely has more of: a network of 256 IPv4 addresses (/24), a /64 of IPv6. */
public final class Subnets {
    private static final int UNIQUE_LOCAL = 0xfc; // RFC 4193, fc00::/7

    private Subnets() {}

    /** A number that two addresses share when they are in the same network; those of the two families never do. */
    public static long of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? bytes.getInt() >>> 8 : bytes.getLong() | 1L << 40;
    }

    /**
     * What two addresses share that one owner surely has both of: an IPv4 address is its own, of IPv6 anybody has a /64. To be
     * compared with {@code equals}.
     */
    public static Object owner(InetAddress address) {
        return address instanceof Inet4Address || address.isLoopbackAddress() ? address : (Object) of(address);
    }

    /** Whether the address is of this machine or of the networks of a house (RFC 1918, RFC 4193, link-local). */
    public static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || !(address instanceof Inet4Address) && (address.getAddress()[0] & 0xfe) == UNIQUE_LOCAL;
    }
}
