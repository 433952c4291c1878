package org.torrent.dht.node;

import java.net.InetSocketAddress;

/** The one way out: nothing leaves beyond the reach. */
final class Sender {
    private final Outbox outbox;
    private final NodeCounts counts;
    private Reach reach;

    Sender(Outbox outbox, Reach reach, NodeCounts counts) {
        this.outbox = outbox;
        this.reach = reach;
        this.counts = counts;
    }

    Reach reach() {
        return reach;
    }

    void reach(Reach changed) {
        reach = changed;
    }

    /** Tells whether it was sent. */
    boolean send(InetSocketAddress to, byte[] datagram) {
        if (!reach.permits(to)) {
            counts.outOfReach();
            return false;
        }
        counts.sent(datagram.length);
        outbox.send(to, datagram);
        return true;
    }
}
