package org.torrent.session.budget;

/**
 * What one loop may use; a message from the session loop.
 *
 * @param loop number of the loop, from 0
 * @param amount what its torrents may use together
 * @param untilNanos the time at which it is over unless a newer one came
 */
public record Grant(int loop, long amount, long untilNanos) {}
