package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Compact;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;

/** Look-ups that run, so many at a time, and those that wait for their turn. */
final class Lookups {
    private final class Running {
        private final Lookup lookup;
        private final Network network;
        private final LookupTask task;
        private final boolean isOurs;

        Running(Lookup lookup, Network network, LookupTask task, boolean isOurs) {
            this.lookup = lookup;
            this.network = network;
            this.task = task;
            this.isOurs = isOurs;
        }
    }

    private final Networks networks;
    private final Requests requests;
    private final Sender sender;
    private final Unverified unverified;
    private final Function<Family, Collection<InetSocketAddress>> begins;
    private final Deque<Running> waiting = new ArrayDeque<>();
    private final Set<Running> running = new LinkedHashSet<>();
    private long finished;
    private boolean advancing;

    /** {@code begins} are addresses to begin at where the table has too few nodes. */
    Lookups(
            Networks networks,
            Requests requests,
            Sender sender,
            Unverified unverified,
            Function<Family, Collection<InetSocketAddress>> begins) {
        this.networks = networks;
        this.requests = requests;
        this.sender = sender;
        this.unverified = unverified;
        this.begins = begins;
    }

    /** For somebody: waits for its turn; false when too many wait. */
    boolean start(NodeId target, Family family, LookupTask task, long nowNanos) {
        return start(target, family, task, true, nowNanos);
    }

    /** For the table: goes before the others. */
    void maintain(NodeId target, Family family, LookupTask task, long nowNanos) {
        start(target, family, task, false, nowNanos);
    }

    private boolean start(NodeId target, Family family, LookupTask task, boolean isOurs, long nowNanos) {
        if (waiting.size() >= DhtLimits.QUEUED_LOOKUPS) {
            return false;
        }
        boolean many = !sender.reach().beyond();
        Running one = new Running(new Lookup(target, many), networks.of(family), task, isOurs);
        if (isOurs) {
            waiting.addLast(one);
        } else {
            waiting.addFirst(one);
        }
        advance(nowNanos);
        return true;
    }

    /** Once at a time: one that ends at once must not begin the next from within. */
    private void advance(long nowNanos) {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (running.size() < DhtLimits.LOOKUPS && !waiting.isEmpty()) {
                Running one = waiting.removeFirst();
                running.add(one);
                begin(one);
                ask(one, nowNanos);
            }
        } finally {
            advancing = false;
        }
    }

    private void begin(Running one) {
        List<NodeAddress> known = one.network.table().nearest(one.lookup.target(), DhtLimits.BUCKET);
        known.forEach(node -> one.lookup.add(node, 0));
        if (known.size() < DhtLimits.PARALLEL || one.task.isBeginning()) {
            begins.apply(one.network.family()).forEach(one.lookup::begin);
        }
    }

    private void ask(Running one, long nowNanos) {
        Optional<Lookup.Candidate> next = one.lookup.next();
        while (next.isPresent()) {
            Lookup.Candidate candidate = next.get();
            one.lookup.asked(candidate);
            boolean isSent = requests.ask(
                    candidate.endpoint(),
                    candidate.id(),
                    one.task.method(),
                    one.task.arguments(),
                    new CandidateAnswer(one, candidate),
                    nowNanos);
            if (!isSent) {
                one.lookup.failed(candidate);
            }
            next = one.lookup.next();
        }
        if (one.lookup.isDone() && running.remove(one)) {
            finished += one.isOurs ? 1 : 0;
            one.task.onDone(result(one.lookup), nowNanos);
            advance(nowNanos);
        }
    }

    private static LookupResult result(Lookup lookup) {
        List<Lookup.Candidate> nearest = lookup.nearest();
        return new LookupResult(
                nearest.stream()
                        .map(one -> new LookupResult.Found(one.node(), one.token()))
                        .toList(),
                lookup.queries(),
                lookup.answers(),
                nearest.stream().mapToInt(Lookup.Candidate::hop).max().orElse(0));
    }

    /** What becomes of one question of a look-up. */
    private final class CandidateAnswer implements Answerer {
        private final Running one;
        private final Lookup.Candidate candidate;

        CandidateAnswer(Running one, Lookup.Candidate candidate) {
            this.one = one;
            this.candidate = candidate;
        }

        @Override
        public void answered(NodeAddress from, BencodeDictionary values, long nowNanos) {
            BencodeString token = values.string("token")
                    .filter(bytes -> bytes.length() <= DhtLimits.THEIR_TOKEN_BYTES)
                    .orElse(null);
            one.lookup.answered(candidate, from.id(), token);
            for (NodeAddress named : named(from, values)) {
                if (named.family() == one.network.family()) {
                    one.lookup.add(named, candidate.hop() + 1);
                } else {
                    unverified.add(named);
                }
            }
            if (running.contains(one)) {
                one.task.onAnswer(from, values);
                ask(one, nowNanos);
            }
        }

        private List<NodeAddress> named(NodeAddress from, BencodeDictionary values) {
            List<NodeAddress> named = new ArrayList<>();
            for (Network network : networks.all()) {
                Family family = network.family();
                values.string(family.nodesKey())
                        .ifPresent(bytes -> Compact.nodes(bytes.bytes(), family, DhtLimits.NAMED_NODES).stream()
                                .filter(node -> sender.reach().mayName(from.address(), node.endpoint()))
                                .filter(node -> !node.id().equals(network.id()))
                                .forEach(named::add));
            }
            return named;
        }

        @Override
        public void slow(long nowNanos) {
            one.lookup.slow(candidate);
            again(nowNanos);
        }

        @Override
        public void failed(long nowNanos) {
            one.lookup.failed(candidate);
            again(nowNanos);
        }

        private void again(long nowNanos) {
            if (running.contains(one)) {
                ask(one, nowNanos);
            }
        }
    }

    int running() {
        return running.size();
    }

    int waiting() {
        return waiting.size();
    }

    /** How many ended that were not for the table. */
    long finished() {
        return finished;
    }
}
