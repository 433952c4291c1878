package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

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
        boolean local) {}
