package org.torrent.spi.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How far away an address is, the nearest first. What stands inside another form of address counts. */
public enum NetworkZone {
    /** This machine: loopback, or unspecified, which the system takes for it. */
    THIS_MACHINE,

    /** Whatever is on the same wire: link-local, where clouds keep their secrets too. */
    THIS_LINK,

    /** The networks of this house: everything else that {@link LocalNetwork} contains. */
    LOCAL,

    /** The open network. */
    OPEN;

    /** Where the address is. */
    public static NetworkZone of(InetAddress address) {
        if (!LocalNetwork.contains(address)) {
            return OPEN;
        }
        NetworkZone itself = plain(address);
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? itself : nearest(itself, embedded(bytes));
    }

    private static NetworkZone plain(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.getAddress()[0] == 0 && isV4(address)) {
            return THIS_MACHINE;
        }
        return address.isLinkLocalAddress() ? THIS_LINK : LOCAL;
    }

    private static boolean isV4(InetAddress address) {
        return address.getAddress().length == 4;
    }

    private static NetworkZone nearest(NetworkZone one, NetworkZone other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Of an IPv4 address in an IPv6 one: mapped, compatible and NAT64 at the end, 6to4 behind its prefix. */
    private static NetworkZone embedded(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (first != 0 && first != 0x0064 && first != 0x2002) {
            return LOCAL;
        }
        int at = first == 0x2002 ? 2 : 12;
        try {
            return plain(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes always are one
        }
    }
}
