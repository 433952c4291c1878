package org.torrent.launcher;

/** Where the session listens, as {@code HOST:PORT} with an IPv6 host in brackets; 0 asks for any free port. */
final class ListenAddress {
    /** The wildcard; Java binds it to IPv6 as well where the machine has it. */
    private static final String EVERYWHERE = "0.0.0.0";

    private static final int BITTORRENT_PORT = 6881;
    private static final int MAX_PORT = 65_535;

    private ListenAddress() {}

    /** What {@code invocation} asks for, or what suits its command. */
    static String of(Invocation invocation) {
        return invocation.option("--listen").map(ListenAddress::parse).orElseGet(() -> byDefault(invocation));
    }

    private static String byDefault(Invocation invocation) {
        if (invocation.isSession()) {
            return EVERYWHERE + ":" + BITTORRENT_PORT;
        }
        return invocation.isJob() ? EVERYWHERE + ":0" : "127.0.0.1:0";
    }

    /** {@code [HOST:]PORT}. */
    static String parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? EVERYWHERE : text.substring(0, colon);
        if (!isHost(host) || !isPort(text.substring(colon + 1))) {
            throw LaunchException.usage(
                    "--listen takes [HOST:]PORT, as in 6881, 10.0.0.1:6881 or [::1]:6881, not '" + text + "'");
        }
        return host + ":" + Integer.parseInt(text.substring(colon + 1));
    }

    /** A name, an IPv4 address or an IPv6 address in brackets; whether it exists is found out by binding to it. */
    private static boolean isHost(String host) {
        return host.matches("\\[[^\\[\\]]+]|[^:\\[\\]]+");
    }

    private static boolean isPort(String digits) {
        return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= MAX_PORT;
    }
}
