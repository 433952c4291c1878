package org.torrent.session.budget;

/**
 * What one loop needs of something that the session divides; a message to the session loop, about once a second.
 *
 * @param loop number of the loop, from 0
 * @param wanted what its torrents could use
 * @param weight how many of them want some: fairness is between torrents, not between loops; at least 1
 */
public record Demand(int loop, long wanted, long weight) {
    /** Checks the numbers. */
    public Demand {
        if (loop < 0 || wanted < 0 || weight < 1) {
            throw new IllegalArgumentException("loop " + loop + " wants " + wanted + " with weight " + weight);
        }
    }
}
