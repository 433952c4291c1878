package org.torrent.dht.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts that are addresses: nobody is asked about them. */
final class Literals {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private Literals() {}

    /** The address that a host is; nothing when it is a name. */
    static Optional<InetAddress> address(String host) {
        if (!V4.matcher(host).matches() && !V6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) { // 999.1.1.1
            return Optional.empty();
        }
    }
}
