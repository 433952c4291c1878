package org.torrent.spi.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of this machine that its user named: nothing goes out by another one, a VPN's for instance. A loopback
 * address leads to loopback addresses and to no others, an IPv6 address of one link to those of its like. Pure.
 *
 * @param named in the order of preference; empty, or a wildcard among them: any address
 */
public record LocalAddresses(List<InetAddress> named) {
    /** The machine chooses. */
    public static final LocalAddresses ANY = new LocalAddresses(List.of());

    /** Copies the list. */
    public LocalAddresses {
        named = List.copyOf(named);
    }

    /** Those of endpoints, such as the configured ones that are listened on. */
    public static LocalAddresses of(Collection<InetSocketAddress> endpoints) {
        return new LocalAddresses(
                endpoints.stream().map(InetSocketAddress::getAddress).toList());
    }

    /** Whether the machine chooses. */
    public boolean isAny() {
        return named.isEmpty() || named.stream().anyMatch(InetAddress::isAnyLocalAddress);
    }

    /** Whether something may go there. */
    public boolean leadTo(InetAddress remote) {
        return isAny() || from(remote).isPresent();
    }

    /** From where; nothing when nothing may go there, and when the machine chooses. */
    public Optional<InetAddress> from(InetAddress remote) {
        if (isAny()) {
            return Optional.empty();
        }
        boolean loopback = remote.isLoopbackAddress();
        Optional<InetAddress> own = named.stream()
                .filter(address -> address.getClass() == remote.getClass() && isAlike(address, remote))
                .findFirst();
        return own.isEmpty() && loopback ? Optional.of(loopbackLike(remote)) : own;
    }

    private static boolean isAlike(InetAddress own, InetAddress remote) {
        return own.isLoopbackAddress() == remote.isLoopbackAddress()
                && (own instanceof Inet4Address || own.isLinkLocalAddress() == remote.isLinkLocalAddress());
    }

    /** What goes there does not leave this machine, whatever is named. */
    private static InetAddress loopbackLike(InetAddress remote) {
        byte[] bytes = new byte[remote.getAddress().length];
        bytes[0] = (byte) (remote instanceof Inet4Address ? 127 : 0);
        bytes[bytes.length - 1] = 1;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of an address
        }
    }
}
