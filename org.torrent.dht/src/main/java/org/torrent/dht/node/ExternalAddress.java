package org.torrent.dht.node;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Subnets;

/** How others see us (BEP 42): each network of theirs has one vote, and several must agree. */
final class ExternalAddress {
    private final Map<Long, InetAddress> votes = new Recent<>(DhtLimits.ADDRESS_VOTES);

    /** One says how he sees us. */
    void vote(InetAddress by, InetAddress ours) {
        if (!Subnets.isLocal(by) && !Subnets.isLocal(ours)) {
            votes.put(Subnets.of(by), ours);
        }
    }

    /** What most say, if enough do. */
    Optional<InetAddress> agreed() {
        return votes.values().stream()
                .distinct()
                .filter(one -> Collections.frequency(votes.values(), one) >= DhtLimits.ADDRESS_AGREE)
                .filter(one -> Collections.frequency(votes.values(), one) * 2 > votes.size())
                .findFirst();
    }
}
