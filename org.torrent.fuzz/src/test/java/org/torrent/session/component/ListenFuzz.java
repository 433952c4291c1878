package org.torrent.session.component;

import java.net.InetSocketAddress;
import org.torrent.fuzz.Check;

/** Where to listen, as configured. */
public final class ListenFuzz {
    private ListenFuzz() {}

    /** Addresses that can be bound, or the declared exception. */
    public static void read(String text) {
        try {
            for (InetSocketAddress address : Settings.addresses(text)) {
                Check.that(!address.isUnresolved(), "an address that is none");
            }
        } catch (IllegalArgumentException e) {
            Check.that(e.getMessage() != null, "no message");
        }
    }
}
