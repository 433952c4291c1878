package org.torrent.session.budget;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.torrent.session.core.AddressKey;

/**
 * The session's connections: how many, from whom, for which torrent. Thread-safe, because it is asked on I/O threads
 * before a connection has a torrent.
 *
 * <p>Theory. A flood must cost honest peers nothing that shows, so each way to use connections up is cut short:
 *
 * <ul>
 *   <li>one address: it holds half at most ({@link AddressShares}). Beyond, a newcomer takes the place of the oldest one of
 *       the same address that sent no whole handshake, so that who floods from behind a router shuts out himself;
 *   <li>many addresses that say nothing, or a part of a handshake: connections without a whole one have a small budget of their own. When it is
 *       full the newcomer takes the place of the oldest one of whatever address has most of them. An honest peer sends its
 *       handshake within a round trip and is not the oldest for long;
 *   <li>many addresses that do say something: whoever comes holds four fifths at most, the rest is for those we dial;
 *   <li>one torrent that everybody wants: see {@link TorrentShares};
 *   <li>connections that break the protocol and come again: see {@link Offenders};
 *   <li>names of a victim, fed to us by peer exchange: dials have a budget in sum and per address.
 * </ul>
 */
public final class ConnectionBudget {
    /** With less than one place in that many left, places are scarce. */
    private static final int FEW_PART = 20;

    private final Object gate = new Object(); // guards everything below and the leases' state
    private ConnectionLimits limits;
    private final AddressShares all;
    private final AddressShares handshakes;
    private final AddressShares dials;
    private final TorrentShares torrents = new TorrentShares();
    private final Offenders offenders = new Offenders();
    private final LongSupplier nanos;
    private final Set<Lease> silent = new LinkedHashSet<>(); // without handshake, the oldest first
    private int incoming;
    private long refused;
    private long evicted;

    /**
     * Nothing is leased.
     *
     * @param nanos what time it is, for any thread
     */
    public ConnectionBudget(ConnectionLimits limits, LongSupplier nanos) {
        this.nanos = nanos;
        this.limits = limits;
        this.all = new AddressShares(limits.connections(), limits.perAddress());
        this.handshakes = new AddressShares(limits.handshakes(), limits.handshakesPerAddress());
        this.dials = new AddressShares(limits.dials(), limits.dialsPerAddress());
    }

    /** Other limits from now on; what is leased stays. */
    public void limit(ConnectionLimits newLimits) {
        synchronized (gate) {
            limits = newLimits;
            all.limit(newLimits.connections(), newLimits.perAddress());
            handshakes.limit(newLimits.handshakes(), newLimits.handshakesPerAddress());
            dials.limit(newLimits.dials(), newLimits.dialsPerAddress());
        }
    }

    /** Somebody connects: a lease, or null to refuse him. May evict another one. Never blocks for long; any thread. */
    public ConnectionLease accept(InetAddress remote) {
        AddressKey key = AddressKey.of(remote);
        Lease victim = null;
        Lease lease = null;
        synchronized (gate) {
            if (!offenders.mayConnect(key, nanos.getAsLong())) {
                refused++;
                return null;
            }
            boolean isWithinShare = handshakes.isWithinShare(key) && all.isWithinShare(key);
            boolean isFull = handshakes.isFull() || all.isFull() || incoming >= incomingMax();
            if (!isWithinShare) {
                victim = oldestOf(key);
            } else if (isFull) {
                victim = victim();
            }
            if (victim != null) {
                victim.end();
                evicted++;
            }
            lease = victim != null || isWithinShare && !isFull ? new Lease(key, handshakes, null) : null;
            refused += lease == null ? 1 : 0;
        }
        if (victim != null) {
            victim.evict();
        }
        return lease;
    }

    private int incomingMax() {
        return Math.max(1, limits.connections() - limits.connections() / 5);
    }

    /** The oldest without handshake of an address; null when it has none. */
    private Lease oldestOf(AddressKey key) {
        for (Lease each : silent) {
            if (each.half.key().equals(key)) {
                return each;
            }
        }
        return null;
    }

    /** The oldest of the address that has most without handshake; null when nobody has many and there is room for them. */
    private Lease victim() {
        Lease heaviest = null;
        for (Lease each : silent) {
            if (heaviest == null || each.half.held() > heaviest.half.held()) {
                heaviest = each;
            }
        }
        boolean isDue = heaviest != null && (handshakes.isFull() || heaviest.half.held() > handshakes.perAddress());
        return isDue ? heaviest : null;
    }

    /** Whether a torrent may dial somebody now; whom is another question. Any thread. */
    public boolean mayDial(Object torrent) {
        synchronized (gate) {
            return hasRoomToDial(torrent);
        }
    }

    private boolean hasRoomToDial(Object torrent) {
        return !dials.isFull() && !all.isFull() && torrents.isWithinShare(torrent, all.used(), limits.connections());
    }

    /**
     * A torrent wants to dial: a lease, or null when it has to wait, or when {@link #mayDial} is true: when there are
     * enough connections to this address. Any thread.
     *
     * @param torrent the torrent's identity, compared by equals
     */
    public ConnectionLease dial(Object torrent, InetAddress remote) {
        AddressKey key = AddressKey.of(remote);
        synchronized (gate) {
            boolean isAllowed = hasRoomToDial(torrent) && dials.isWithinShare(key) && all.isWithinShare(key);
            refused += isAllowed ? 0 : 1;
            return isAllowed ? new Lease(key, dials, torrent) : null;
        }
    }

    /** Whether there are hardly any places left, so that connections of no use should go. Any thread. */
    public boolean isCrowded() {
        synchronized (gate) {
            return incoming >= incomingMax() - incomingMax() / FEW_PART
                    || all.used() >= limits.connections() - limits.connections() / FEW_PART;
        }
    }

    /** How many there are now. Any thread. */
    public ConnectionCounts counts() {
        synchronized (gate) {
            return new ConnectionCounts(all.used(), incoming, handshakes.used(), dials.used(), refused, evicted);
        }
    }

    private final class Lease implements ConnectionLease {
        private final boolean isIncoming;
        private final AddressShares.Count whole;
        private final AddressShares halves;
        private AddressShares.Count half; // null once the handshake came
        private Object torrent;
        private boolean ended;
        private boolean isEvicted;
        private boolean isBreached;
        private Runnable onEvicted;

        Lease(AddressKey key, AddressShares halves, Object torrent) {
            this.isIncoming = torrent == null;
            this.whole = all.add(key);
            this.halves = halves;
            this.half = halves.add(key);
            this.torrent = torrent;
            if (isIncoming) {
                incoming++;
                silent.add(this);
            } else {
                torrents.add(torrent);
            }
        }

        @Override
        public boolean attach(Object named) {
            synchronized (gate) {
                if (ended) {
                    return false;
                }
                if (half != null) {
                    openFully();
                }
                if (torrent != null) {
                    return torrent.equals(named);
                }
                if (!torrents.isWithinShare(named, all.used() - 1, limits.connections())) {
                    refused++;
                    return false;
                }
                torrent = named;
                torrents.add(named);
                return true;
            }
        }

        private void openFully() {
            halves.remove(half);
            half = null;
            silent.remove(this);
        }

        @Override
        public void breached() {
            synchronized (gate) {
                if (!isBreached) { // by its bytes and by its messages, on two threads: once
                    isBreached = true;
                    offenders.breached(whole.key(), nanos.getAsLong());
                }
            }
        }

        @Override
        public void close() {
            synchronized (gate) {
                if (!ended) {
                    end();
                }
            }
        }

        private void end() {
            ended = true;
            if (half != null) {
                openFully();
            }
            all.remove(whole);
            incoming -= isIncoming ? 1 : 0;
            if (torrent != null) {
                torrents.remove(torrent);
            }
        }

        @Override
        public void onEvicted(Runnable close) {
            synchronized (gate) {
                onEvicted = close;
                if (!isEvicted) {
                    return;
                }
            }
            close.run();
        }

        /** Outside of the gate: closing a connection may take other locks. */
        private void evict() {
            Runnable close;
            synchronized (gate) {
                isEvicted = true;
                close = onEvicted;
            }
            if (close != null) {
                close.run();
            }
        }
    }
}
