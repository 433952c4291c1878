package org.torrent.session.core;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 address, because every host has as many
 * addresses behind them as it likes.
 */
public record AddressKey(boolean ipv4, long prefix) {
    /** That of an address. */
    public static AddressKey of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean isIpv4 = address instanceof Inet4Address;
        return new AddressKey(isIpv4, isIpv4 ? bytes.getInt() : bytes.getLong());
    }
}
