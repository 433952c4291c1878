package org.torrent.ext.pex;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What one connection needs of its torrent's ut_pex. On the torrent's loop. */
interface PexHub {
    /** Whether peers are exchanged: not in a private torrent (BEP 27), and not when it is turned off. */
    boolean isActive();

    PexSettings settings();

    /** Who is connected and can be dialled, by endpoint, in order. */
    Map<InetSocketAddress, PexPeer> connected();

    /** How many peers of the torrent's were named; shared. */
    HeardPeers heard();

    /** A peer names peers. */
    void named(List<PexPeer> peers);

    long nowNanos();
}
