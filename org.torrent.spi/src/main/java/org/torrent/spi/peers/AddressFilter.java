package org.torrent.spi.peers;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which addresses nobody wants to talk to. A service found by the whiteboard pattern: where there are several, one that
 * blocks is enough; where there is none, nobody is blocked.
 */
@ConsumerType
public interface AddressFilter {
    /** Whether an address is not to be dialled, accepted or kept. Any thread, for every peer: must not block. */
    boolean isBlocked(InetAddress address);

    /**
     * Asks to be told when answers may have become others.
     *
     * @param listener called on a thread of the filter's; must not block
     * @return ends it
     */
    AutoCloseable onChange(Runnable listener);
}
