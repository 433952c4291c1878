package org.torrent.ext.pex;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one peer was told, and what to tell it next (BEP 11). Pure; one thread; time comes in. */
final class PexSender {
    private final InetAddress peerAddress;
    private final Set<InetSocketAddress> told = new LinkedHashSet<>();
    private boolean hasSent;
    private long sentNanos;

    /** It was told nothing; local addresses are told to local peers only. */
    PexSender(InetAddress peerAddress) {
        this.peerAddress = peerAddress;
    }

    /** Somebody may have told the peer just now: nothing is due before the interval is over. */
    void wasTold(long nowNanos) {
        hasSent = true;
        sentNanos = nowNanos;
    }

    /** Whether a message may be sent: none was, or the last one is long enough ago. */
    boolean isDue(long intervalNanos, long nowNanos) {
        return !hasSent || nowNanos - sentNanos >= intervalNanos;
    }

    /**
     * The next message; the caller sends it. Who came and left since the last one is in none, and only who was told of is
     * said to have left. What is beyond a message's limit comes with the next one.
     *
     * @param connected who is there now, by endpoint
     * @param itself endpoints of the peer that is told: where it is, and where it listens
     * @param most peers of each address family, added and dropped
     * @return nothing when there is no news
     */
    Optional<PexMessage> next(
            Map<InetSocketAddress, PexPeer> connected, Set<InetSocketAddress> itself, int most, long nowNanos) {
        List<InetSocketAddress> dropped = dropped(connected, itself, new FamilyQuota(most));
        told.removeAll(Set.copyOf(dropped));
        List<PexPeer> added = added(connected.values(), itself, new FamilyQuota(most));
        if (added.isEmpty() && dropped.isEmpty()) {
            return Optional.empty();
        }
        added.forEach(peer -> told.add(peer.endpoint()));
        wasTold(nowNanos);
        return Optional.of(new PexMessage(added, dropped, 0));
    }

    private List<InetSocketAddress> dropped(
            Map<InetSocketAddress, PexPeer> connected, Set<InetSocketAddress> itself, FamilyQuota quota) {
        return told.stream()
                .filter(endpoint -> !connected.containsKey(endpoint) || itself.contains(endpoint))
                .filter(quota::take)
                .toList();
    }

    private List<PexPeer> added(Collection<PexPeer> connected, Set<InetSocketAddress> itself, FamilyQuota quota) {
        List<PexPeer> added = new ArrayList<>();
        for (PexPeer peer : connected) {
            if (told.size() + added.size() >= PexLimits.TOLD_PEERS) {
                return added;
            }
            InetSocketAddress endpoint = peer.endpoint();
            boolean isNews = !itself.contains(endpoint) && !told.contains(endpoint);
            if (isNews && PexAddresses.mayName(peerAddress, endpoint) && quota.take(endpoint)) {
                added.add(peer);
            }
        }
        return added;
    }

    /** The peer forgot: it gets a first message again, not sooner than the next one was due. */
    void forget() {
        told.clear();
    }
}
