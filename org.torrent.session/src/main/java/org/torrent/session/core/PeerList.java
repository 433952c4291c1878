package org.torrent.session.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The known endpoints of one torrent: where they came from, when to dial them, who is banned. What the user named is
 * dialled first; the sources take turns after that, so that a flood over one of them does not starve the others. Calls
 * that name an unknown endpoint do nothing.
 */
public final class PeerList {
    /** Source bits. */
    public static final int TRACKER = 1, DHT = 2, PEX = 4, LSD = 8, RESUME = 16, INCOMING = 32, USER = 64;

    /** Wait after the first failure; doubled with each further one. A quarter more or less is left to chance. */
    static final long RETRY_MIN_NANOS = 5_000_000_000L;

    /** Longest wait, and what it is for endpoints that the user named. */
    static final long RETRY_MAX_NANOS = 600_000_000_000L, RETRY_USER_MAX_NANOS = 60_000_000_000L;

    /** A connection that lasted this long was a good one: earlier failures are forgiven. */
    static final long GOOD_NANOS = 60_000_000_000L;

    /** Addresses banned, and addresses of our own, remembered at most. */
    static final int BANNED_MAX = 3000, SELF_MAX = 64;

    /**
     * Endpoints of one address: else one peer could fill the list with its own ports, or make us dial all of another one's.
     * What the user names does not count, nor do loopback addresses, which many may share.
     */
    static final int ENDPOINTS_PER_ADDRESS_MAX = 64;

    /** Heap of one entry, about. */
    static final int ENTRY_BYTES = 256;

    /** Endpoints of one address, or of the first 64 bits of an IPv6 address, if it is that address that names them. */
    static final int PER_ADDRESS_MAX = 4;

    /** What became of an endpoint that was named. */
    public enum AddResult {
        /** New. */
        ADDED,
        /** Known already; the source was added to its sources. */
        KNOWN,
        /** It is ourselves. */
        SELF,
        /** Nobody at its address is to be talked to. */
        BLOCKED,
        /** Its address is banned. */
        BANNED,
        /** Port 0, not resolved, wildcard, multicast or broadcast. */
        INVALID,
        /** The list is full of better ones, or has enough of that address. */
        FULL
    }

    private final int capacity;
    private final LongPredicate keep;
    private final RandomGenerator random;
    private final Map<InetSocketAddress, KnownPeer> peers = new LinkedHashMap<>();
    private final BannedPeers banned = new BannedPeers(BANNED_MAX);
    private final Set<InetSocketAddress> selves = new LinkedHashSet<>();
    private Consumer<InetSocketAddress> erased = endpoint -> {};
    private final DialOrder order = new DialOrder(peers, USER);
    private long changes;

    /**
     * Knows nobody.
     *
     * @param capacity entries at most (LIMITS: 3,000)
     * @param keep asked for room before more are kept; takes the bytes in all, answers whether there is
     */
    public PeerList(int capacity, LongPredicate keep, RandomGenerator random) {
        this.capacity = capacity;
        this.keep = keep;
        this.random = random;
    }

    /** Who is told when an endpoint is forgotten, but for {@link #clear}; must not change the list. */
    public void onErased(Consumer<InetSocketAddress> listener) {
        erased = listener;
    }

    /** Somebody named an endpoint (for {@link #INCOMING}: the port the peer listens on, not the one it came from). */
    public AddResult add(InetSocketAddress endpoint, int source, long nowNanos) {
        if (!KnownPeer.isValid(endpoint)) {
            return AddResult.INVALID;
        }
        if (selves.contains(endpoint)) {
            return AddResult.SELF;
        }
        if (banned.contains(endpoint)) {
            return AddResult.BANNED;
        }
        KnownPeer known = peers.get(endpoint);
        if (known != null) {
            changes += (known.sources | source) == known.sources ? 0 : 1;
            known.sources |= source;
            return AddResult.KNOWN;
        }
        if (source == INCOMING && isCrowded(endpoint) || isOverrun(endpoint, source)) {
            return AddResult.FULL;
        }
        boolean isFull = peers.size() >= capacity || !keep.test((peers.size() + 1L) * ENTRY_BYTES);
        if (isFull && !makeRoom(source)) {
            return AddResult.FULL;
        }
        peers.put(endpoint, new KnownPeer(endpoint, source, nowNanos));
        changes++;
        return AddResult.ADDED;
    }

    /** Whoever connects again and again may name another port each time. */
    private boolean isCrowded(InetSocketAddress endpoint) {
        InetAddress address = endpoint.getAddress();
        if (address.isLoopbackAddress()) {
            return false; // many share it
        }
        AddressKey key = AddressKey.of(address);
        return peers.values().stream().filter(peer -> peer.address.equals(key)).count() >= PER_ADDRESS_MAX;
    }

    /** The endpoint to dial now, if one is due. Call {@link #dialing} when you do. */
    public Optional<InetSocketAddress> nextToDial(long nowNanos) {
        return order.next(nowNanos);
    }

    /** When {@link #nextToDial} will have something, or {@link Long#MAX_VALUE}; a time that is past means now. */
    public long nextDialAtNanos() {
        return order.nextAtNanos();
    }

    /** A connection is being made. */
    public void dialing(InetSocketAddress endpoint, long nowNanos) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.state = KnownPeer.State.DIALING;
            peer.dueNanos = nowNanos;
            if (!peer.isFrom(USER)) {
                order.passTurn(peer);
            }
        }
    }

    /** A connection stands, handshake included, whoever began it. */
    public void connected(InetSocketAddress endpoint, long nowNanos) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.state = KnownPeer.State.CONNECTED;
            peer.connectedNanos = nowNanos;
            changes++;
        }
    }

    /** Dialling failed or ended before the handshake was done. */
    public void failed(InetSocketAddress endpoint, long nowNanos) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.failures++;
            retry(peer, nowNanos);
        }
    }

    /** It was not dialled after all, for want of room of our own: tried again soon, and no failure of the endpoint. */
    public void postponed(InetSocketAddress endpoint, long nowNanos) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.state = KnownPeer.State.IDLE;
            peer.dueNanos = nowNanos + RETRY_MIN_NANOS;
        }
    }

    /** A connection that stood is gone. A short one counts as a failure. */
    public void disconnected(InetSocketAddress endpoint, long nowNanos) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            boolean good = nowNanos - peer.connectedNanos >= GOOD_NANOS;
            peer.failures = good ? 0 : peer.failures + 1;
            retry(peer, nowNanos);
        }
    }

    /** The endpoint turned out to be ourselves: never again. */
    public void self(InetSocketAddress endpoint) {
        boolean wasKnown = peers.remove(endpoint) != null;
        removed();
        if (selves.size() < SELF_MAX) {
            selves.add(endpoint);
        }
        if (wasKnown) {
            erased.accept(endpoint);
        }
    }

    /** Never again. Bans the whole address; of a loopback address, which many share, only the endpoint. */
    public void banned(InetSocketAddress endpoint) {
        banned.add(endpoint);
        drop(banned::contains);
    }

    /** Whether the endpoint or its address is banned. */
    public boolean isBanned(InetSocketAddress endpoint) {
        return banned.contains(endpoint);
    }

    /** The transport is back: all failures are forgiven, everything may be dialled at once. */
    public void forgive(long nowNanos) {
        for (KnownPeer peer : peers.values()) {
            peer.failures = 0;
            peer.dueNanos = nowNanos;
        }
    }

    /** Forgets whoever is at one of these addresses. */
    public void drop(Predicate<InetSocketAddress> blocked) {
        List<InetSocketAddress> gone = peers.keySet().stream().filter(blocked).toList();
        gone.forEach(peers::remove);
        removed();
        gone.forEach(erased);
    }

    /** Forgets what only these sources named (the torrent is private, BEP 27). Returns those of them that are in use. */
    public List<InetSocketAddress> dropSources(int sources) {
        List<InetSocketAddress> inUse = new ArrayList<>();
        List<InetSocketAddress> gone = new ArrayList<>();
        peers.values().removeIf(peer -> {
            peer.sources &= ~sources;
            if (peer.sources == 0 && peer.state != KnownPeer.State.IDLE) {
                inUse.add(peer.endpoint);
            }
            if (peer.sources == 0) {
                gone.add(peer.endpoint);
            }
            return peer.sources == 0;
        });
        removed();
        gone.forEach(erased);
        return inUse;
    }

    /** The peer has everything (bitfield, or PEX flag). */
    public void seed(InetSocketAddress endpoint) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.seed = true;
        }
    }

    /** Both are one peer: the first is not dialled while the other is connected. */
    public void twin(InetSocketAddress endpoint, InetSocketAddress other) {
        KnownPeer peer = peers.get(endpoint);
        if (peer != null) {
            peer.twin = other;
        }
    }

    /** On: we are a seed ourselves, seeds are not dialled. */
    public void skipSeeds(boolean on) {
        order.skipSeeds(on);
    }

    /** The source bits of an endpoint, or 0. */
    public int sources(InetSocketAddress endpoint) {
        KnownPeer peer = peers.get(endpoint);
        return peer == null ? 0 : peer.sources;
    }

    /** All endpoints, in the order they became known. */
    public List<InetSocketAddress> endpoints() {
        return new ArrayList<>(peers.keySet());
    }

    /** Counts whatever may make {@link #kept} another one. */
    public long changes() {
        return changes;
    }

    /** The endpoints that are worth most: whom the user named, then connected ones, then the more trusted. */
    public KeptPeers kept(int max) {
        List<KnownPeer> best = peers.values().stream()
                .sorted(Comparator.comparing((KnownPeer peer) -> !peer.isFrom(USER))
                        .thenComparing(peer -> peer.state != KnownPeer.State.CONNECTED)
                        .thenComparing(KnownPeer::trust, Comparator.reverseOrder())
                        .thenComparingInt(peer -> peer.failures))
                .limit(max)
                .toList();
        return new KeptPeers(endpoints(best, true), endpoints(best, false));
    }

    private static List<InetSocketAddress> endpoints(List<KnownPeer> peers, boolean named) {
        return peers.stream()
                .filter(peer -> peer.isFrom(USER) == named)
                .map(peer -> peer.endpoint)
                .toList();
    }

    /** Forgets all endpoints. */
    public void clear() {
        peers.clear();
        removed();
    }

    private void removed() {
        changes++;
        keep.test((long) peers.size() * ENTRY_BYTES);
    }

    /** Number of known endpoints. */
    public int size() {
        return peers.size();
    }

    private void retry(KnownPeer peer, long nowNanos) {
        long max = peer.isFrom(USER) ? RETRY_USER_MAX_NANOS : RETRY_MAX_NANOS;
        int doublings = Math.min(Math.max(0, peer.failures - 1), 20);
        long wait = Math.min(RETRY_MIN_NANOS << doublings, max);
        peer.state = KnownPeer.State.IDLE;
        peer.dueNanos = nowNanos + wait - wait / 4 + random.nextLong(wait / 2);
    }

    /** Whether there are enough of that address; one that failed makes room for a new one. */
    private boolean isOverrun(InetSocketAddress endpoint, int source) {
        if (peers.size() < ENDPOINTS_PER_ADDRESS_MAX
                || (source & USER) != 0
                || endpoint.getAddress().isLoopbackAddress()) {
            return false;
        }
        AddressKey address = AddressKey.of(endpoint.getAddress());
        KnownPeer worst = null;
        int count = 0;
        for (KnownPeer peer : peers.values()) {
            if (peer.address.equals(address) && !peer.isFrom(USER)) {
                count++;
                boolean isIdle = peer.state == KnownPeer.State.IDLE;
                worst = isIdle && (worst == null || peer.isWorseThan(worst)) ? peer : worst;
            }
        }
        if (count < ENDPOINTS_PER_ADDRESS_MAX) {
            return false;
        }
        boolean isRoom = worst != null && worst.failures > 0;
        if (isRoom) {
            peers.remove(worst.endpoint);
            erased.accept(worst.endpoint);
        }
        return !isRoom;
    }

    /** Removes the worst idle entry if it is less trusted than the new one, or as much and failed, or the user named the new one. */
    private boolean makeRoom(int source) {
        KnownPeer worst = null;
        for (KnownPeer peer : peers.values()) {
            if (peer.state == KnownPeer.State.IDLE && (worst == null || peer.isWorseThan(worst))) {
                worst = peer;
            }
        }
        int trust = KnownPeer.trust(source);
        boolean isUsers = (source & USER) != 0; // his newest word counts
        if (worst == null || worst.trust() > trust || worst.trust() == trust && worst.failures == 0 && !isUsers) {
            return false;
        }
        peers.remove(worst.endpoint);
        erased.accept(worst.endpoint);
        return true;
    }
}
