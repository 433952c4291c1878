package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a tracker said to an announce.
 *
 * @param intervalSeconds time to the next announce, -1 when it did not say
 * @param minIntervalSeconds time before which it must not be asked again, -1 when it did not say
 * @param seeds number of peers that have everything, -1 when it did not say
 * @param leechers number of other peers, -1 when it did not say
 * @param trackerId to be sent back from now on, empty when there is none
 * @param warning what it has to say although it answered
 * @param peers where peers listen
 * @param local whether the tracker is in the networks of this house
 */
public record AnnounceAnswer(
        long intervalSeconds,
        long minIntervalSeconds,
        int seeds,
        int leechers,
        byte[] trackerId,
        Optional<String> warning,
        List<InetSocketAddress> peers,
        boolean local) {
    /** What several addresses of one tracker said, at least one: the peers of all, the longer times, the larger counts. */
    public static AnnounceAnswer merged(List<AnnounceAnswer> answers) {
        return answers.stream().reduce(AnnounceAnswer::with).orElseThrow();
    }

    private AnnounceAnswer with(AnnounceAnswer other) {
        Set<InetSocketAddress> all = new LinkedHashSet<>(peers);
        all.addAll(other.peers);
        return new AnnounceAnswer(
                Math.max(intervalSeconds, other.intervalSeconds),
                Math.max(minIntervalSeconds, other.minIntervalSeconds),
                Math.max(seeds, other.seeds),
                Math.max(leechers, other.leechers),
                trackerId.length > 0 ? trackerId : other.trackerId,
                warning.or(other::warning),
                List.copyOf(all),
                local || other.local);
    }
}
