package org.torrent.model;

/**
 * Where a peer listens, as people write it: {@code host:port}, {@code 192.0.2.1:6881}, {@code [2001:db8::1]:6881}. The
 * host is not resolved.
 *
 * @param host name or literal address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final int HOST_CHARS = 255;

    /** Checks the parts. */
    public HostPort {
        if (host.isEmpty() || host.length() > HOST_CHARS || !host.chars().allMatch(HostPort::isHostChar)) {
            throw new IllegalArgumentException("not a host name or address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 1-65535");
        }
    }

    /**
     * Reads {@code host:port} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException when the text is anything else; the message says what is wrong with it
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no port: write host:port or [v6 address]:port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (host.indexOf(':') < 0) {
                throw new IllegalArgumentException("brackets are for IPv6 addresses");
            }
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("write an IPv6 address in brackets: [address]:port");
        }
        return new HostPort(host, parsePort(text.substring(colon + 1)));
    }

    private static int parsePort(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the port is not a number within 1-65535");
        }
        return Integer.parseInt(digits);
    }

    private static boolean isHostChar(int c) {
        return c > 0x20 && c != 0x7f && "/?#@[]\\\"<>&".indexOf(c) < 0;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
