package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.Subnets;
import org.torrent.model.bencode.BencodeString;

/**
 * The way to the nodes that are nearest to a target (BEP 5): asks the nearest it knows, who name nearer ones, until the
 * eight nearest have answered. One node of a network (/24, /64) is asked, so that whoever has many ids there has one say.
 */
final class Lookup {
    /** How a node that may be asked is doing. */
    enum State {
        NEW,
        ASKED,
        SLOW,
        ANSWERED,
        FAILED
    }

    /** Somebody who may be asked. */
    static final class Candidate {
        private final InetSocketAddress endpoint;
        private final int hop;
        private NodeId id; // null before the answer of one of whom only the address is known
        private State state = State.NEW;
        private BencodeString token;

        private Candidate(InetSocketAddress endpoint, NodeId id, int hop) {
            this.endpoint = endpoint;
            this.id = id;
            this.hop = hop;
        }

        InetSocketAddress endpoint() {
            return endpoint;
        }

        NodeId id() {
            return id;
        }

        /** How many nodes named each other on the way to it. */
        int hop() {
            return hop;
        }

        /** What it wants to see before it keeps something; null when it gave none. */
        BencodeString token() {
            return token;
        }

        NodeAddress node() {
            return new NodeAddress(id, endpoint);
        }
    }

    private final NodeId target;
    private final boolean manyPerAddress;
    private final Comparator<Candidate> order;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<Object> networks = new HashSet<>();
    private final Map<NodeId, Candidate> byId = new HashMap<>();
    private int asked;
    private int answered;

    /** {@code manyPerAddress}: whether a port of an address counts as an address. */
    Lookup(NodeId target, boolean manyPerAddress) {
        this.target = target;
        this.manyPerAddress = manyPerAddress;
        Comparator<NodeId> nearest = target.nearest();
        this.order = Comparator.comparing((Candidate one) -> one.id, Comparator.nullsFirst(nearest));
    }

    NodeId target() {
        return target;
    }

    /** A node of whom only the address is known: asked before all others. */
    void begin(InetSocketAddress endpoint) {
        insert(new Candidate(endpoint, null, 0));
    }

    /** A node that somebody named, or of the table. */
    void add(NodeAddress node, int hop) {
        if (!byId.containsKey(node.id())) {
            Candidate candidate = new Candidate(node.endpoint(), node.id(), hop);
            if (insert(candidate)) {
                byId.put(node.id(), candidate);
            }
        }
    }

    private boolean insert(Candidate candidate) {
        Object network = network(candidate.endpoint);
        if (!networks.add(network)) {
            return false;
        }
        candidates.add(candidate);
        candidates.sort(order);
        if (candidates.size() > DhtLimits.CANDIDATES) {
            Candidate farthest = candidates.remove(candidates.size() - 1);
            networks.remove(network(farthest.endpoint));
            byId.remove(farthest.id, farthest);
            farthest.state = State.FAILED; // whatever comes of it
            return farthest != candidate;
        }
        return true;
    }

    private Object network(InetSocketAddress endpoint) {
        if (Subnets.isLocal(endpoint.getAddress())) {
            return manyPerAddress ? endpoint : endpoint.getAddress();
        }
        return Subnets.of(endpoint.getAddress());
    }

    /** Who is to be asked now; nobody when enough are being asked, or enough have answered. */
    Optional<Candidate> next() {
        long busy = candidates.stream().filter(one -> one.state == State.ASKED).count();
        if (busy >= DhtLimits.PARALLEL || asked >= DhtLimits.LOOKUP_QUERIES) {
            return Optional.empty();
        }
        int nearer = 0;
        for (Candidate one : candidates) {
            if (one.state == State.NEW) {
                return Optional.of(one);
            }
            nearer += one.state == State.ANSWERED ? 1 : 0;
            if (nearer >= DhtLimits.BUCKET) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    void asked(Candidate candidate) {
        candidate.state = State.ASKED;
        asked++;
    }

    void slow(Candidate candidate) {
        if (candidate.state == State.ASKED) {
            candidate.state = State.SLOW;
        }
    }

    void failed(Candidate candidate) {
        candidate.state = State.FAILED;
    }

    /** It answered, as this node. */
    void answered(Candidate candidate, NodeId id, BencodeString token) {
        if (candidate.state == State.FAILED) {
            return;
        }
        answered++;
        candidate.state = State.ANSWERED;
        candidate.token = token;
        if (candidate.id == null) {
            candidate.id = id;
            candidates.sort(order);
        }
    }

    /** Whether it is over: nobody is asked, and nobody is to be asked. Those who are slow are not waited for once eight nearer ones answered. */
    boolean isDone() {
        if (next().isPresent()) {
            return false;
        }
        int nearer = 0;
        for (Candidate one : candidates) {
            nearer += one.state == State.ANSWERED ? 1 : 0;
            if (nearer >= DhtLimits.BUCKET) {
                return true;
            }
            if (one.state == State.ASKED || one.state == State.SLOW) {
                return false;
            }
        }
        return true;
    }

    /** The nearest that answered. */
    List<Candidate> nearest() {
        return candidates.stream()
                .filter(one -> one.state == State.ANSWERED)
                .limit(DhtLimits.BUCKET)
                .toList();
    }

    int queries() {
        return asked;
    }

    int answers() {
        return answered;
    }
}
