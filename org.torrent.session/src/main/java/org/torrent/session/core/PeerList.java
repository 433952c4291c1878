package org.torrent.session.core;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The known endpoints of one torrent: where they came from, when to dial them, who is banned. */
public final class PeerList {
    /** Source bits. */
    public static final int TRACKER = 1, DHT = 2, PEX = 4, LSD = 8, RESUME = 16, INCOMING = 32, USER = 64;

    /** What became of an endpoint that was named. */
    public enum AddResult {
        /** New. */
        ADDED,
        /** Known already; the source was added to its sources. */
        KNOWN,
        /** It is ourselves. */
        SELF,
        /** Its address is banned. */
        BANNED,
        /** Port 0, not resolved, wildcard, multicast or broadcast. */
        INVALID,
        /** The list is full of better ones. */
        FULL
    }

    /** @param capacity entries at most (LIMITS: 3,000) */
    public PeerList(int capacity, RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    /** Somebody named an endpoint (for {@link #INCOMING}: the port the peer listens on, not the one it came from). */
    public AddResult add(InetSocketAddress endpoint, int source, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** The endpoint to dial now, if one is due. Call {@link #dialing} when you do. */
    public Optional<InetSocketAddress> nextToDial(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** When {@link #nextToDial} will have something, or {@link Long#MAX_VALUE}. */
    public long nextDialAtNanos() {
        throw new UnsupportedOperationException();
    }

    /** A connection is being made. */
    public void dialing(InetSocketAddress endpoint, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** A connection stands, handshake included, whoever began it. */
    public void connected(InetSocketAddress endpoint, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Dialling failed or ended before the handshake was done. */
    public void failed(InetSocketAddress endpoint, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** A connection that stood is gone. */
    public void disconnected(InetSocketAddress endpoint, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** The endpoint turned out to be ourselves: never again. */
    public void self(InetSocketAddress endpoint) {
        throw new UnsupportedOperationException();
    }

    /** Never again. Bans the whole address; of a loopback address, which many share, only the endpoint. */
    public void banned(InetSocketAddress endpoint) {
        throw new UnsupportedOperationException();
    }

    /** Whether the endpoint or its address is banned. */
    public boolean isBanned(InetSocketAddress endpoint) {
        throw new UnsupportedOperationException();
    }

    /** The transport is back: all failures are forgiven, everything may be dialled at once. */
    public void forgive(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Forgets what only these sources named (the torrent is private, BEP 27). Returns those of them that are in use. */
    public List<InetSocketAddress> dropSources(int sources) {
        throw new UnsupportedOperationException();
    }

    /** The peer has everything (bitfield, or PEX flag). */
    public void seed(InetSocketAddress endpoint) {
        throw new UnsupportedOperationException();
    }

    /** On: we are a seed ourselves, seeds are not dialled. */
    public void skipSeeds(boolean on) {
        throw new UnsupportedOperationException();
    }

    /** The source bits of an endpoint, or 0. */
    public int sources(InetSocketAddress endpoint) {
        throw new UnsupportedOperationException();
    }

    /** All endpoints, in the order they became known. */
    public List<InetSocketAddress> endpoints() {
        throw new UnsupportedOperationException();
    }

    /** Number of known endpoints. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
