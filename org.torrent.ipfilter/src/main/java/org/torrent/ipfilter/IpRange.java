package org.torrent.ipfilter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses of one family, both ends included. IPv6 addresses that stand for an IPv4 one are that.
 *
 * @param first 4 or 16 bytes
 * @param last as many, and not below
 */
record IpRange(byte[] first, byte[] last) {
    private static final int IPV4 = 4, IPV6_BITS = 128, IPV4_BITS = 32, OCTETS = 4, OCTET_MAX = 255, OCTET_DIGITS = 3;
    private static final int ADDRESS_CHARS = 45;

    /** {@code a}, {@code a-b} or {@code a/bits}, blanks around each; nothing when it is something else. Never asks a name server. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash >= 0) {
            byte[] address = address(text.substring(0, slash).trim());
            return address == null
                    ? Optional.empty()
                    : network(address, text.substring(slash + 1).trim());
        }
        byte[] first = address(dash < 0 ? text.trim() : text.substring(0, dash).trim());
        byte[] last = dash < 0 || first == null
                ? first
                : address(text.substring(dash + 1).trim());
        boolean isRange = first != null
                && last != null
                && first.length == last.length
                && Arrays.compareUnsigned(first, last) <= 0;
        return isRange ? Optional.of(new IpRange(first, last)) : Optional.empty();
    }

    private static Optional<IpRange> network(byte[] address, String bits) {
        int most = address.length == IPV4 ? IPV4_BITS : IPV6_BITS;
        if (bits.isEmpty() || bits.length() > OCTET_DIGITS || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(bits);
        if (prefix > most) {
            return Optional.empty();
        }
        BigInteger host = BigInteger.ONE.shiftLeft(most - prefix).subtract(BigInteger.ONE);
        BigInteger first = new BigInteger(1, address).andNot(host);
        return Optional.of(new IpRange(bytes(first, address.length), bytes(first.or(host), address.length)));
    }

    private static byte[] bytes(BigInteger value, int length) {
        byte[] magnitude = value.toByteArray();
        byte[] bytes = new byte[length];
        int count = Math.min(length, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - count, bytes, length - count, count);
        return bytes;
    }

    /** The bytes of an address, or null when it is none. Octets may have leading zeros and are decimal all the same, as lists have them. */
    static byte[] address(String text) {
        return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
    }

    private static byte[] ipv4(String text) {
        byte[] bytes = new byte[OCTETS];
        int octet = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c >= '0' && c <= '9' && digits < OCTET_DIGITS) {
                value = value * 10 + c - '0';
                digits++;
            } else if (c == '.' && digits > 0 && value <= OCTET_MAX && octet < OCTETS) {
                bytes[octet++] = (byte) value;
                digits = 0;
                value = 0;
            } else {
                return null;
            }
        }
        return octet == OCTETS ? bytes : null;
    }

    private static byte[] ipv6(String text) {
        boolean isLiteral = text.length() <= ADDRESS_CHARS
                && text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128);
        if (!isLiteral) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress(); // with a colon in it: no name, so nobody is asked
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether it is of IPv4. */
    boolean isIpv4() {
        return first.length == IPV4;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange range && Arrays.equals(first, range.first) && Arrays.equals(last, range.last);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first) * 31 + Arrays.hashCode(last);
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(first).getHostAddress()
                    + "-"
                    + InetAddress.getByAddress(last).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
