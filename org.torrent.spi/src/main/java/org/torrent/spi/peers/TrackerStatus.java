package org.torrent.spi.peers;

/**
 * What a source knows of one tracker of one torrent at one moment.
 *
 * @param url as {@link Swarm#trackers} has it
 * @param state what it is doing
 * @param seeds peers that have everything, by the tracker's last word; -1 while it did not say
 * @param leechers other peers, the same
 * @param completed how often somebody told the tracker that he finished; -1 while it did not say
 * @param peers how many peers its last answer named; -1 before the first
 * @param answeredNanos when it answered last, by {@link org.torrent.spi.runtime.Clock}; of no meaning before the first
 *     answer
 * @param isDue whether it is to be asked at a known time
 * @param dueNanos that time
 * @param problem why the last announce failed, or what it warned of; one line, empty for nothing
 */
public record TrackerStatus(
        String url,
        State state,
        int seeds,
        int leechers,
        int completed,
        int peers,
        long answeredNanos,
        boolean isDue,
        long dueNanos,
        String problem) {
    /** What a tracker is doing for a torrent. */
    public enum State {
        /** Nobody needed it so far. */
        IDLE,
        /** It is being asked, or the announce waits for its turn. */
        ANNOUNCING,
        /** Its last answer was one. */
        WORKING,
        /** Its last answer was none, or a refusal. */
        FAILED
    }
}
