package org.torrent.dht.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeDictionary;

/**
 * Answers that are too long for an address of which nothing is proven. It is asked whether it is there, which costs it no
 * more than it sent; when it says so, it gets its answer.
 */
final class HeldAnswers {
    private final Requests requests;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int held;

    HeldAnswers(Requests requests) {
        this.requests = requests;
    }

    /** Holds an answer; false when there is no room for it. */
    boolean hold(InetSocketAddress to, Runnable send, long nowNanos) {
        InetAddress address = to.getAddress();
        if (held >= DhtLimits.HELD_ANSWERS
                || perAddress.getOrDefault(address, 0) >= DhtLimits.HELD_PER_ADDRESS
                || !requests.ask(to, null, "ping", Map.of(), new Proof(address, send), nowNanos)) {
            return false;
        }
        held++;
        perAddress.merge(address, 1, Integer::sum);
        return true;
    }

    private final class Proof implements Answerer {
        private final InetAddress address;
        private final Runnable send;

        Proof(InetAddress address, Runnable send) {
            this.address = address;
            this.send = send;
        }

        @Override
        public void answered(NodeAddress from, BencodeDictionary values, long nowNanos) {
            release();
            send.run();
        }

        @Override
        public void failed(long nowNanos) {
            release();
        }

        private void release() {
            held--;
            perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
