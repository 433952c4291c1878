package org.torrent.session.budget;

import java.util.stream.IntStream;

/**
 * Divides a whole so that nobody gets more than he wants, and nobody could get more without taking it from somebody who
 * has less for his weight (max-min fairness, "progressive filling": Bertsekas and Gallager, Data Networks, 6.5.2).
 */
final class MaxMinShares {
    private MaxMinShares() {}

    /**
     * The parts, in the order of the wants; their sum is the total, or the sum of the wants if that is less.
     *
     * @param total at least 0
     * @param wants at least 0 each
     * @param weights at least 1 each, and their sum times the total fits into a long
     */
    static long[] divide(long total, long[] wants, long[] weights) {
        long[] parts = new long[wants.length];
        int[] order = IntStream.range(0, wants.length)
                .boxed()
                .sorted((a, b) ->
                        Long.compare(Math.min(wants[a], total) * weights[b], Math.min(wants[b], total) * weights[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        long left = total;
        long weightsLeft = IntStream.of(order).mapToLong(i -> weights[i]).sum();
        for (int i : order) {
            parts[i] = Math.min(wants[i], left * weights[i] / weightsLeft);
            left -= parts[i];
            weightsLeft -= weights[i];
        }
        return parts;
    }
}
