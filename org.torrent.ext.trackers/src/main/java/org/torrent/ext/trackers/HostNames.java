package org.torrent.ext.trackers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a host's name says of where it is. Pure: nothing is looked up. */
final class HostNames {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final int UNIQUE_LOCAL = 0xfc; // RFC 4193: fc00::/7

    /** Names that never lead onto the open network: RFC 6761, 6762, 8375, and what routers and companies use. */
    private static final Set<String> INSIDE = Set.of(
            "localhost",
            "local",
            "localdomain",
            "internal",
            "intranet",
            "private",
            "corp",
            "home",
            "lan",
            "arpa",
            "test",
            "invalid",
            "onion");

    private HostNames() {}

    /** As one host is always written. */
    static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Whether it may be on the open network: a public address, or a name of at least two parts. */
    static boolean isOpen(String host) {
        String name = normal(host);
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("[") || IPV4.matcher(name).matches()) {
            return isOpenAddress(name);
        }
        boolean number = NUMBER.matcher(last).matches(); // 127.1, 0x7f000001: other ways to write an address
        return last.length() < name.length() && !last.isEmpty() && !number && !INSIDE.contains(last);
    }

    private static boolean isOpenAddress(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal); // a literal: asks nobody
            byte[] bytes = address.getAddress();
            boolean local = address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress();
            return !local && (address instanceof Inet6Address ? isOpenV6(bytes) : isOpenV4(bytes));
        } catch (UnknownHostException e) {
            return false; // 300.1.1.1
        }
    }

    /** Not "this network", carrier grade (RFC 6598), benchmarks or reserved. */
    private static boolean isOpenV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !shared && !benchmark;
    }

    /** Not unique local, nor a form that carries an IPv4 address. */
    private static boolean isOpenV6(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean carries = first == 0 || first == 0x20 && second == 0x02;
        return (first & 0xfe) != UNIQUE_LOCAL && !carries;
    }
}
