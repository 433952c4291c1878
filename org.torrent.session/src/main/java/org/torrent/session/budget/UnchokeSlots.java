package org.torrent.session.budget;

import java.util.List;

/**
 * Divides a loop's unchoke slots among its torrents. Every torrent has one whatever the share is: an optimistic slot, by
 * which it gets into business at all. So the whole is exceeded by one slot per torrent at most, and not by torrents that
 * nobody is interested in.
 *
 * <p>Beyond that first one: peers that want something come before torrents that might have such peers, and a torrent that
 * sends faster counts for up to four that send nothing, because its slots are used. What is left raises every torrent
 * towards its own maximum, so that a peer that becomes interested is served at once.
 */
public final class UnchokeSlots {
    private static final int FASTEST_WEIGHT = 4;

    private UnchokeSlots() {}

    /**
     * What one torrent could use.
     *
     * @param interested peers that want something of us
     * @param max slots it may have at most
     * @param uploadRate bytes per second it sends
     */
    public record Want(int interested, int max, long uploadRate) {
        private long slots() {
            return Math.max(0, Math.min(interested, max));
        }
    }

    /** What the loop tells the session loop. */
    public static Demand demand(int loop, List<Want> torrents) {
        long wanted = torrents.stream().mapToLong(Want::slots).sum();
        long wanting = torrents.stream().filter(want -> want.slots() > 0).count();
        return new Demand(loop, wanted, Math.max(1, wanting));
    }

    /** Each torrent's slots, in the order of the wants. */
    public static int[] divide(long share, List<Want> torrents) {
        int count = torrents.size();
        long left = Math.max(0, share - demand(0, torrents).weight());
        long[] more = new long[count];
        long[] weights = new long[count];
        long fastest = torrents.stream().mapToLong(Want::uploadRate).max().orElse(0);
        for (int i = 0; i < count; i++) {
            more[i] = Math.max(0, torrents.get(i).slots() - 1);
            weights[i] = 1 + weight(torrents.get(i).uploadRate(), fastest);
        }
        long[] used = MaxMinShares.divide(left, more, weights);
        long[] headroom = new long[count];
        for (int i = 0; i < count; i++) {
            left -= used[i];
            headroom[i] = Math.max(0, torrents.get(i).max() - 1 - used[i]);
            weights[i] = 1;
        }
        long[] spare = MaxMinShares.divide(left, headroom, weights);
        int[] slots = new int[count];
        for (int i = 0; i < count; i++) {
            slots[i] = (int) (1 + used[i] + spare[i]);
        }
        return slots;
    }

    private static long weight(long rate, long fastest) {
        return fastest <= 0 ? 0 : Math.round((FASTEST_WEIGHT - 1.0) * rate / fastest);
    }
}
