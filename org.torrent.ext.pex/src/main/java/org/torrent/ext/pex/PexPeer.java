package org.torrent.ext.pex;

import java.net.InetSocketAddress;

/**
 * A peer that a message names.
 *
 * @param endpoint where it listens
 * @param flags bits of what is known of it; unknown ones are kept
 */
record PexPeer(InetSocketAddress endpoint, int flags) {
    /** It prefers encrypted connections. */
    static final int ENCRYPTION = 0x01;

    /** It is a seed, or only uploads. */
    static final int SEED = 0x02;

    /** It speaks uTP. */
    static final int UTP = 0x04;

    /** It speaks ut_holepunch. */
    static final int HOLEPUNCH = 0x08;

    /** We dialled it: it can be reached. */
    static final int REACHABLE = 0x10;

    /** The same, with these bits too. */
    PexPeer with(int more) {
        return (flags | more) == flags ? this : new PexPeer(endpoint, flags | more);
    }
}
