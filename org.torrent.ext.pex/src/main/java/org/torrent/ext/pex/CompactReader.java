package org.torrent.ext.pex;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads addresses and ports in the compact form of BEP 23 and BEP 7, up to a number of them. */
final class CompactReader {
    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;
    static final byte[] NO_FLAGS = {};

    private static final int PORT_BYTES = 2;

    private final List<PexPeer> peers = new ArrayList<>();
    private final int max;
    private int leftOut;

    CompactReader(int max) {
        this.max = max;
    }

    /**
     * Reads a string of endpoints.
     *
     * @param flags a byte for each; those that are missing are 0, those that are too many are ignored
     */
    void read(byte[] endpoints, byte[] flags, int addressBytes) {
        int step = addressBytes + PORT_BYTES;
        int whole = endpoints.length / step;
        int taken = Math.min(whole, max - peers.size());
        for (int i = 0; i < taken; i++) {
            int flag = i < flags.length ? flags[i] & 0xff : 0;
            peers.add(new PexPeer(endpoint(endpoints, i * step, addressBytes), flag));
        }
        leftOut += whole - taken + (endpoints.length % step == 0 ? 0 : 1);
    }

    private static InetSocketAddress endpoint(byte[] bytes, int at, int addressBytes) {
        int end = at + addressBytes;
        int port = (bytes[end] & 0xff) << 8 | bytes[end + 1] & 0xff;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, end)), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(addressBytes + " bytes are no address", e);
        }
    }

    List<PexPeer> peers() {
        return List.copyOf(peers);
    }

    /** Entries beyond the number, and parts of entries. */
    int leftOut() {
        return leftOut;
    }
}
