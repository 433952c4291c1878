package org.torrent.ext.trackers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What passed between us and one peer. Pure; one thread; time comes in. */
final class Conversation {
    private final KnownUrls known = new KnownUrls();
    private final long firstNanos;
    private byte[] ownDigest;
    private boolean begun;
    private long nextNanos;
    private int allowance = TrackersLimits.BURST;
    private long refilledNanos;
    private long ignored;

    /**
     * Nothing passed yet.
     *
     * @param firstNanos when the first message leaves after the peer's extension handshake
     */
    Conversation(long firstNanos) {
        this.firstNanos = firstNanos;
    }

    /**
     * The digest of our list; the same for as long as the connection lives, or our handshake would be repeated whenever a
     * tracker answers.
     */
    byte[] digest(TrackerList list) {
        if (ownDigest == null) {
            ownDigest = list.digest();
        }
        return ownDigest;
    }

    /** Their extension handshake came, and they speak it. */
    void greeted(byte[] theirDigest, TrackerList list, long nowNanos) {
        if (!begun) {
            begun = true;
            nextNanos = nowNanos + firstNanos;
            refilledNanos = nowNanos;
            if (Arrays.equals(theirDigest, list.digest())) {
                remember(list.all());
            }
        }
    }

    /** What to tell them now; empty when it is not time, or there is nothing they don't know. */
    List<String> due(Supplier<TrackerList> list, long intervalNanos, long nowNanos) {
        if (!begun || nowNanos - nextNanos < 0) {
            return List.of();
        }
        List<String> news = list.get().answered().stream()
                .filter(url -> !known.contains(url))
                .toList();
        if (!news.isEmpty()) {
            nextNanos = nowNanos + intervalNanos;
            remember(news);
        }
        return news;
    }

    /** It did not reach them. */
    void untold(List<String> urls) {
        urls.forEach(known::remove);
    }

    /** A message came: whether it is within what they may send. */
    boolean admits(long nowNanos) {
        long refills = (nowNanos - refilledNanos) / TrackersLimits.REFILL_NANOS;
        if (refills > 0) {
            allowance = (int) Math.min(TrackersLimits.BURST, allowance + refills);
            refilledNanos += refills * TrackersLimits.REFILL_NANOS;
        }
        if (allowance == 0) {
            ignored++;
            return false;
        }
        allowance--;
        return true;
    }

    /** They told us of these: they need not be told. */
    void remember(List<String> urls) {
        urls.forEach(known::add);
    }

    /** Messages that came too often. */
    long ignored() {
        return ignored;
    }
}
