package org.torrent.session.core;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An entry of a {@link PeerList}. */
final class KnownPeer {
    enum State {
        IDLE,
        DIALING,
        CONNECTED
    }

    /** Failures after which anything else is worth more. */
    static final int FAILURES_TRUSTED = 3;

    final InetSocketAddress endpoint;
    final AddressKey address;
    int sources;
    State state = State.IDLE;
    boolean seed;

    /** The same peer at another address, or null: while that one is connected this is not dialled. */
    InetSocketAddress twin;

    /** Failed dials and short connections since the last long one. */
    int failures;

    /** Not to be dialled before. */
    long dueNanos;

    long connectedNanos;

    KnownPeer(InetSocketAddress endpoint, int source, long nowNanos) {
        this.endpoint = endpoint;
        this.address = AddressKey.of(endpoint.getAddress());
        this.sources = source;
        this.dueNanos = nowNanos;
    }

    boolean isFrom(int source) {
        return (sources & source) != 0;
    }

    /** How far it can be trusted: as far as its sources, and not at all after a few failures unless the user named it. */
    int trust() {
        return failures >= FAILURES_TRUSTED && !isFrom(PeerList.USER) ? 0 : trust(sources);
    }

    /** Anybody can name anything over PEX, DHT and LSD. */
    static int trust(int sources) {
        if ((sources & PeerList.USER) != 0) {
            return 3;
        }
        return (sources & ~(PeerList.PEX | PeerList.DHT | PeerList.LSD)) != 0 ? 2 : 1;
    }

    /** Whether it deserves its place less than the other. */
    boolean isWorseThan(KnownPeer other) {
        return trust() != other.trust() ? trust() < other.trust() : failures > other.failures;
    }

    /** Whether it is to be dialled before the other: fewer failures, then who waits longer. */
    boolean isBefore(KnownPeer other) {
        return failures != other.failures ? failures < other.failures : dueNanos - other.dueNanos < 0;
    }

    /** Whether a peer can be there: resolved, with a port, of one host. */
    static boolean isValid(InetSocketAddress endpoint) {
        if (endpoint.isUnresolved() || endpoint.getPort() == 0) {
            return false;
        }
        InetAddress address = endpoint.getAddress();
        boolean broadcast = address instanceof Inet4Address && address.hashCode() == -1;
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
    }
}
