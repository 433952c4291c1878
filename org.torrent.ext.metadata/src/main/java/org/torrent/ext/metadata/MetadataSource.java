package org.torrent.ext.metadata;

import java.net.InetSocketAddress;

/** A peer that says it has metadata. */
interface MetadataSource {
    /** Asks it for a piece. */
    void request(int piece);

    /** It sent wrong data all by itself: the connection ends. */
    void ban(String reason);

    /** Where it is, to know it again. */
    InetSocketAddress address();
}
