package org.torrent.session.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrent.model.HostPort;

/** Addresses that were written down: in links, in records. Never looks a name up, so it never blocks. */
public final class LiteralAddress {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** What begins otherwise is a name to Java, colons or not. */
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*(?:%.+)?");

    private LiteralAddress() {}

    /** The address; nothing for a name, and for the address of an interface that this machine does not have. */
    public static Optional<InetSocketAddress> of(HostPort peer) {
        String host = peer.host();
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), peer.port()));
        } catch (UnknownHostException e) {
            return Optional.empty(); // colons, but no address; or no such interface
        }
    }

    /** The same of text; nothing when it is no {@code HOST:PORT} either. */
    public static Optional<InetSocketAddress> parse(String text) {
        try {
            return of(HostPort.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
