package org.torrent.ext.api;

import java.net.InetSocketAddress;

/**
 * Where a peer listens, and what is known of it.
 *
 * @param address resolved
 * @param flags bits of {@link #PREFERS_ENCRYPTION}, {@link #SEED}, {@link #UTP}, {@link #HOLEPUNCH}, {@link #REACHABLE}
 */
public record PeerEndpoint(InetSocketAddress address, int flags) {
    /** Bit of a flag: it prefers encrypted connections; the bits are those of BEP 11. */
    public static final int PREFERS_ENCRYPTION = 1;

    /** Bit of a flag: it has everything, or only uploads. */
    public static final int SEED = 2;

    /** Bit of a flag: it speaks uTP. */
    public static final int UTP = 4;

    /** Bit of a flag: it speaks {@code ut_holepunch} (BEP 55). */
    public static final int HOLEPUNCH = 8;

    /** Bit of a flag: somebody dialled it, so it can be reached. */
    public static final int REACHABLE = 16;

    /** Bit of a source: a tracker named it. */
    public static final int FROM_TRACKER = 1;

    /** Bit of a source: the distributed hash table did. */
    public static final int FROM_DHT = 2;

    /** Bit of a source: a peer did. */
    public static final int FROM_PEX = 4;

    /** Bit of a source: local service discovery did. */
    public static final int FROM_LSD = 8;

    /** Takes the address as a plain one: a class of somebody's own would be kept as long as the endpoint is known. */
    public PeerEndpoint {
        address = address.isUnresolved()
                ? InetSocketAddress.createUnresolved(address.getHostString(), address.getPort())
                : new InetSocketAddress(address.getAddress(), address.getPort());
    }
}
