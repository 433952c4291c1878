package org.torrent.session.budget;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The unchoke slots of the torrents on one loop: once a second it tells the session loop what they could use, and divides
 * what was granted among them. On that loop.
 */
public final class LoopSlots {
    private static final long PERIOD_NANOS = 1_000_000_000L;

    private final int loop;
    private final LoopShare share;
    private final Consumer<Demand> toSession;
    private final Set<OfTorrent> torrents = new LinkedHashSet<>();
    private boolean begun;
    private long dividedNanos;

    /**
     * No torrent yet.
     *
     * @param loop number of the loop, from 0
     * @param equalPart what its torrents may use before a grant came
     * @param toSession posts to the session loop, see {@link LoopShares#report}
     */
    public LoopSlots(int loop, long equalPart, Consumer<Demand> toSession) {
        this.loop = loop;
        this.share = new LoopShare(equalPart);
        this.toSession = toSession;
    }

    /** The session loop's answer. */
    public void onGrant(Grant grant) {
        share.onGrant(grant);
    }

    /** A torrent of this loop starts; it has its maximum until the next division. */
    public OfTorrent join(int max) {
        OfTorrent torrent = new OfTorrent(max);
        torrents.add(torrent);
        return torrent;
    }

    /** Every torrent calls this with its tick; all but one call in a second do nothing. */
    public void tick(long nowNanos) {
        if (begun && nowNanos - dividedNanos < PERIOD_NANOS) {
            return;
        }
        begun = true;
        dividedNanos = nowNanos;
        List<OfTorrent> members = new ArrayList<>(torrents);
        List<UnchokeSlots.Want> wants =
                members.stream().map(torrent -> torrent.want).toList();
        int[] slots = UnchokeSlots.divide(share.amount(nowNanos), wants);
        for (int i = 0; i < slots.length; i++) {
            members.get(i).slots = slots[i];
        }
        toSession.accept(UnchokeSlots.demand(loop, wants));
    }

    /** One torrent's. */
    public final class OfTorrent implements AutoCloseable {
        private UnchokeSlots.Want want;
        private int slots;

        private OfTorrent(int max) {
            this.want = new UnchokeSlots.Want(0, max, 0);
            this.slots = max;
        }

        /** What it could use, with each tick of it. */
        public void want(int interested, long uploadRate) {
            want = new UnchokeSlots.Want(interested, want.max(), uploadRate);
        }

        /** Peers it may serve at a time; at least 1. */
        public int slots() {
            return slots;
        }

        /** It stops. Idempotent. */
        @Override
        public void close() {
            torrents.remove(this);
        }
    }
}
