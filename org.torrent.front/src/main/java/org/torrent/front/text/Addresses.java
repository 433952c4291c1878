package org.torrent.front.text;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Socket addresses as people write them: {@code 192.0.2.1:6881}, {@code [::1]:6881}. */
public final class Addresses {
    private Addresses() {}

    /** Never looks a name up. IPv6 literals are in their shortest form (RFC 5952). */
    public static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        boolean v6 = address.getAddress() instanceof Inet6Address || host.indexOf(':') >= 0;
        return (v6 ? "[" + shorten(host) + "]" : host) + ":" + address.getPort();
    }

    /** Java writes every group; the longest run of two or more zero groups becomes {@code ::}. */
    private static String shorten(String host) {
        int scope = host.indexOf('%');
        String[] groups = (scope < 0 ? host : host.substring(0, scope)).split(":", -1);
        int start = -1;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return join(groups, start, length) + (scope < 0 ? "" : host.substring(scope));
    }

    private static String join(String[] groups, int start, int length) {
        if (start < 0) {
            return String.join(":", groups);
        }
        String before = String.join(":", java.util.Arrays.copyOfRange(groups, 0, start));
        String after = String.join(":", java.util.Arrays.copyOfRange(groups, start + length, groups.length));
        return before + "::" + after;
    }
}
