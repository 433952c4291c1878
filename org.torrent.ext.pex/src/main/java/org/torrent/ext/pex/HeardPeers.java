package org.torrent.ext.pex;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many peers all peers of a torrent named together, and those of each address: whoever connects again, or several
 * times, gets no more than that. Pure; one thread; time comes in.
 */
final class HeardPeers {
    private static final int NETWORK_BYTES = 8; // who holds an IPv6 address holds all of its /64

    private static final class Teller {
        private int heard;
        private int allowance = PexLimits.FRESH_PEERS_PER_ADDRESS;
        private long refilledNanos;

        Teller(long nowNanos) {
            refilledNanos = nowNanos;
        }

        void refill(long nowNanos) {
            if (nowNanos - refilledNanos >= PexLimits.WINDOW_NANOS) {
                allowance = PexLimits.FRESH_PEERS_PER_ADDRESS;
                refilledNanos = nowNanos;
            }
        }

        boolean isForgotten(long nowNanos) {
            return heard == 0 && nowNanos - refilledNanos >= PexLimits.WINDOW_NANOS;
        }
    }

    private final Map<String, Teller> tellers = new LinkedHashMap<>(); // by address, or IPv6 network
    private int count;

    /** Whether there is room for one more that a peer at this address names. */
    boolean take(InetAddress address, long nowNanos) {
        Teller teller = offered(address, nowNanos);
        boolean room = teller != null
                && count < PexLimits.HEARD_PEERS_IN_SUM
                && teller.heard < PexLimits.HEARD_PEERS_PER_ADDRESS
                && teller.allowance > 0;
        if (room) {
            count++;
            teller.heard++;
            teller.allowance--;
        }
        return room;
    }

    /** Whether one that a peer at this address named before may be offered again: it may have been refused for want of room. */
    boolean repeat(InetAddress address, long nowNanos) {
        Teller teller = offered(address, nowNanos);
        boolean allowed = teller != null && teller.allowance > 0;
        if (allowed) {
            teller.allowance--;
        }
        return allowed;
    }

    private Teller offered(InetAddress address, long nowNanos) {
        String key = key(address);
        Teller teller = tellers.get(key);
        if (teller == null && tellers.size() >= PexLimits.TELLERS) {
            tellers.values().removeIf(known -> known.isForgotten(nowNanos));
        }
        if (teller == null && tellers.size() < PexLimits.TELLERS) {
            teller = new Teller(nowNanos);
            tellers.put(key, teller);
        }
        if (teller != null) {
            teller.refill(nowNanos);
        }
        return teller;
    }

    /** So many were taken back by a peer at this address, or it left. */
    void giveBack(InetAddress address, int number) {
        Teller teller = tellers.get(key(address));
        if (teller != null) {
            count -= number;
            teller.heard -= number;
        }
    }

    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    int count() {
        return count;
    }
}
