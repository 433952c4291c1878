package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * Questions of ours that wait for answers. An answer counts when it comes from where the question went, with its
 * transaction, which nobody else can guess; and from the node that was asked, by its id.
 */
final class Requests {
    private static final int TRANSACTION_BYTES = 4;

    /** The length of the longest ping of ours. */
    static final int PING_BYTES = KrpcWriter.query(
                    BencodeString.of(new byte[TRANSACTION_BYTES]),
                    "ping",
                    BencodeDictionary.of(Map.of("id", BencodeString.of(new byte[NodeId.BYTES]))),
                    true)
            .length;

    private static final class Pending {
        private final InetSocketAddress to;
        private final NodeId id; // null when it is not known
        private final Answerer answerer;
        private final long sentNanos;
        private boolean slow;

        Pending(InetSocketAddress to, NodeId id, Answerer answerer, long sentNanos) {
            this.to = to;
            this.id = id;
            this.answerer = answerer;
            this.sentNanos = sentNanos;
        }
    }

    private final Networks networks;
    private final Sender sender;
    private final Proofs proofs;
    private final NodeCounts counts;
    private final RandomGenerator secrets;
    private final BooleanSupplier isReadOnly;
    private final Map<BencodeString, Pending> pending = new LinkedHashMap<>();

    Requests(
            Networks networks,
            Sender sender,
            Proofs proofs,
            NodeCounts counts,
            RandomGenerator secrets,
            BooleanSupplier isReadOnly) {
        this.networks = networks;
        this.sender = sender;
        this.proofs = proofs;
        this.counts = counts;
        this.secrets = secrets;
        this.isReadOnly = isReadOnly;
    }

    /**
     * Asks a node.
     *
     * @param id who is there; null when that is not known
     * @return false when nothing was sent, and the answerer hears nothing
     */
    boolean ask(
            InetSocketAddress to,
            NodeId id,
            String method,
            Map<String, ? extends BencodeValue> arguments,
            Answerer answerer,
            long nowNanos) {
        if (pending.size() >= DhtLimits.REQUESTS) {
            return false;
        }
        Map<String, BencodeValue> all = new TreeMap<>(arguments);
        all.put(
                "id",
                BencodeString.of(networks.of(Family.of(to.getAddress())).id().bytes()));
        byte[] bytes = new byte[TRANSACTION_BYTES];
        secrets.nextBytes(bytes);
        BencodeString transaction = BencodeString.of(bytes);
        byte[] datagram = KrpcWriter.query(transaction, method, BencodeDictionary.of(all), isReadOnly.getAsBoolean());
        if (pending.containsKey(transaction) || !sender.send(to, datagram)) {
            return false;
        }
        counts.asked();
        pending.put(transaction, new Pending(to, id, answerer, nowNanos));
        return true;
    }

    /** An answer came. */
    void answered(KrpcMessage.Response response, InetSocketAddress from, long nowNanos) {
        Pending asked = take(response.transaction(), from);
        if (asked == null) {
            return;
        }
        proofs.add(from, nowNanos);
        NodeAddress node = new NodeAddress(response.id(), from);
        Network network = networks.of(node);
        response.ourAddress().ifPresent(ours -> network.vote(from.getAddress(), ours.getAddress()));
        network.table().answered(node, nowNanos);
        if (asked.id == null || asked.id.equals(response.id())) {
            asked.answerer.answered(node, response.values(), nowNanos);
        } else { // somebody else is there now
            asked.answerer.failed(nowNanos);
        }
    }

    /** An error came: whoever is there is there. */
    void refused(KrpcMessage.Failure failure, InetSocketAddress from, long nowNanos) {
        Pending asked = take(failure.transaction(), from);
        if (asked != null) {
            proofs.add(from, nowNanos);
            asked.answerer.failed(nowNanos);
        }
    }

    private Pending take(BencodeString transaction, InetSocketAddress from) {
        Pending asked = pending.get(transaction);
        if (asked == null || !asked.to.equals(from)) {
            counts.unexpected();
            return null;
        }
        return pending.remove(transaction);
    }

    /** The system says that nobody is there. */
    void unreachable(InetSocketAddress to, long nowNanos) {
        List<Pending> lost =
                pending.values().stream().filter(one -> one.to.equals(to)).toList();
        pending.values().removeAll(lost);
        lost.forEach(one -> silent(one, nowNanos));
    }

    /** Looks who is slow and who is silent. */
    void tick(long nowNanos) {
        List<Pending> silent = new ArrayList<>();
        List<Pending> slow = new ArrayList<>();
        for (Pending one : pending.values()) { // the oldest first
            if (nowNanos - one.sentNanos < DhtLimits.SLOW_NANOS) {
                break;
            }
            if (nowNanos - one.sentNanos >= DhtLimits.TIMEOUT_NANOS) {
                silent.add(one);
            } else if (!one.slow) {
                one.slow = true;
                slow.add(one);
            }
        }
        pending.values().removeAll(silent);
        silent.forEach(one -> silent(one, nowNanos));
        slow.forEach(one -> one.answerer.slow(nowNanos));
    }

    private void silent(Pending one, long nowNanos) {
        counts.timeout();
        if (one.id != null) {
            NodeAddress node = new NodeAddress(one.id, one.to);
            networks.of(node).table().failed(node, nowNanos);
        }
        one.answerer.failed(nowNanos);
    }

    int size() {
        return pending.size();
    }
}
