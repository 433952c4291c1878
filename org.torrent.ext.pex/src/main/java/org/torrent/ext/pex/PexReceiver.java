package org.torrent.ext.pex;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one peer names, within bounds (BEP 11). Pure; one thread; time comes in. */
final class PexReceiver {
    private final InetAddress teller;
    private final HeardPeers inSum;
    private final Set<InetSocketAddress> heard = new HashSet<>();
    private final Deque<Long> recent = new ArrayDeque<>(); // when the last messages arrived
    private int ignoredMessages;
    private int ignoredPeers;
    private int allowance = PexLimits.FRESH_PEERS;
    private boolean began;
    private long refilledNanos;

    /**
     * For one peer.
     *
     * @param teller its address
     * @param inSum shared by the peers of the torrent
     */
    PexReceiver(InetAddress teller, HeardPeers inSum) {
        this.teller = teller;
        this.inSum = inSum;
    }

    /** A message arrived; returns whom it names, as far as that is believed. Who is named again may have been refused before. */
    List<PexPeer> receive(byte[] body, long nowNanos) {
        boolean tooOften = isTooOften(nowNanos);
        Optional<PexMessage> message = tooOften ? Optional.empty() : PexMessage.parse(body);
        if (message.isEmpty()) {
            ignoredMessages++;
            return List.of();
        }
        ignoredPeers += message.get().leftOut();
        refill(nowNanos);
        message.get().dropped().forEach(this::dropped);
        List<PexPeer> believed = new ArrayList<>();
        for (PexPeer peer : message.get().added()) {
            if (isBelieved(peer.endpoint(), nowNanos)) {
                believed.add(peer);
            }
        }
        return believed;
    }

    private boolean isTooOften(long nowNanos) {
        while (!recent.isEmpty() && nowNanos - recent.peekFirst() >= PexLimits.WINDOW_NANOS) {
            recent.pollFirst();
        }
        if (recent.size() <= PexLimits.BORNE_MESSAGES) {
            recent.addLast(nowNanos);
        }
        return recent.size() > PexLimits.READ_MESSAGES;
    }

    /** Whether it sent more messages than any client has a reason for: the connection should end. */
    boolean isFlood() {
        return recent.size() > PexLimits.BORNE_MESSAGES;
    }

    /** Whoever drops what it named makes room for others, but we would dial them all: so many a minute. */
    private void refill(long nowNanos) {
        if (!began || nowNanos - refilledNanos >= PexLimits.WINDOW_NANOS) {
            began = true;
            refilledNanos = nowNanos;
            allowance = PexLimits.FRESH_PEERS;
        }
    }

    private boolean isBelieved(InetSocketAddress endpoint, long nowNanos) {
        boolean believed = allowance > 0
                && (heard.contains(endpoint) ? inSum.repeat(teller, nowNanos) : isTaken(endpoint, nowNanos));
        allowance -= believed ? 1 : 0;
        ignoredPeers += believed ? 0 : 1;
        return believed;
    }

    private boolean isTaken(InetSocketAddress endpoint, long nowNanos) {
        boolean taken = PexAddresses.mayName(teller, endpoint)
                && heard.size() < PexLimits.HEARD_PEERS
                && inSum.take(teller, nowNanos);
        if (taken) {
            heard.add(endpoint);
        }
        return taken;
    }

    private void dropped(InetSocketAddress endpoint) {
        if (heard.remove(endpoint)) {
            inSum.giveBack(teller, 1);
        }
    }

    /** A message arrived that is against the rules: not read, and counted. */
    void ignore() {
        ignoredMessages++;
    }

    /** The peer left, or the torrent turned out to be private. */
    void forget() {
        inSum.giveBack(teller, heard.size());
        heard.clear();
    }

    /** Messages that were too many, too long or unreadable. */
    int ignoredMessages() {
        return ignoredMessages;
    }

    /** Peers that were too many, unreadable or at an address nobody may name. */
    int ignoredPeers() {
        return ignoredPeers;
    }
}
