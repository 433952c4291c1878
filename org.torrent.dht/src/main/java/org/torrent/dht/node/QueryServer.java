package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcException;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;

/**
 * Answers questions (BEP 5). Nobody is answered more than three times as much as he sent before his address is proven, nor
 * more often than {@link QueryRates} permits: so forged addresses turn nothing against their owners.
 */
final class QueryServer {
    private static final int ERROR_BYTES = 40; // what an error has beside its text

    private final Networks networks;
    private final Sender sender;
    private final Proofs proofs;
    private final Unverified unverified;
    private final HeldAnswers held;
    private final QueryAnswers answers;
    private final NodeCounts counts;
    private final QueryRates rates = new QueryRates();
    private QueryFilter filter = QueryFilter.NONE;
    private NodeSettings settings;

    QueryServer(
            Networks networks,
            Sender sender,
            Proofs proofs,
            Unverified unverified,
            HeldAnswers held,
            QueryAnswers answers,
            NodeCounts counts,
            NodeSettings settings) {
        this.networks = networks;
        this.sender = sender;
        this.proofs = proofs;
        this.unverified = unverified;
        this.held = held;
        this.answers = answers;
        this.counts = counts;
        this.settings = settings;
    }

    void filter(QueryFilter changed) {
        filter = changed;
    }

    void settings(NodeSettings changed) {
        settings = changed;
    }

    NodeSettings settings() {
        return settings;
    }

    /** A question came; {@code clock} is for when plugins took their time. */
    void received(KrpcMessage.Query query, InetSocketAddress from, LongSupplier clock, long nowNanos) {
        if (!isAnswered(from, nowNanos)) {
            return;
        }
        boolean isPinged = !query.isReadOnly() && unverified.add(new NodeAddress(query.id(), from));
        int bound = bound(query.bytes()) - (isPinged ? Requests.PING_BYTES : 0); // that goes to the same address
        if (filter.isWanted()) {
            filter.ask(query, from, values -> decided(query, from, bound, values, clock.getAsLong()));
        } else {
            decided(query, from, bound, Optional.empty(), nowNanos);
        }
    }

    /** One that is wrong came. */
    void malformed(KrpcException wrong, InetSocketAddress from, int bytes, long nowNanos) {
        if (wrong.transaction() != null && isAnswered(from, nowNanos)) {
            refuse(wrong.transaction(), KrpcWriter.PROTOCOL, wrong.getMessage(), from, bound(bytes), nowNanos);
        }
    }

    private boolean isAnswered(InetSocketAddress from, long nowNanos) {
        counts.query();
        if (settings.isReadOnly() || !sender.reach().permits(from)) {
            return false;
        }
        if (!rates.permits(from.getAddress(), nowNanos)) {
            counts.overRate();
            return false;
        }
        return true;
    }

    private void decided(
            KrpcMessage.Query query,
            InetSocketAddress from,
            int bound,
            Optional<BencodeDictionary> values,
            long nowNanos) {
        if (values.isPresent()) {
            answer(query, from, bound, nowNanos, answer -> values.get()
                    .entries()
                    .forEach((key, value) -> {
                        if (!"id".equals(key)) {
                            answer.put(key, value);
                        }
                    }));
            return;
        }
        try {
            Filler filler = answers.of(query, from, nowNanos);
            answer(query, from, bound, nowNanos, filler);
        } catch (QueryRefused refused) {
            refuse(query.transaction(), refused.code(), refused.getMessage(), from, bound, nowNanos);
        }
    }

    private void answer(KrpcMessage.Query query, InetSocketAddress from, int bound, long nowNanos, Filler filler) {
        if (proofs.has(from, nowNanos)) {
            send(from, filled(query, from, DhtLimits.ANSWER_BYTES, filler), nowNanos);
            return;
        }
        Answer answer = filled(query, from, bound, filler);
        boolean isEnough = answer.fits() && !(answer.isCut() && filler.isWorthAProof());
        if (!isEnough
                && held.hold(
                        from,
                        () -> send(from, filled(query, from, DhtLimits.ANSWER_BYTES, filler), nowNanos),
                        nowNanos)) {
            return;
        }
        if (answer.fits()) {
            send(from, answer, nowNanos);
        }
    }

    private Answer filled(KrpcMessage.Query query, InetSocketAddress to, int mostBytes, Filler filler) {
        Answer answer = new Answer(query.transaction(), to, mostBytes);
        answer.put("id", networks.of(Family.of(to.getAddress())).id().bytes());
        filler.fill(answer);
        return answer;
    }

    private static int bound(int questionBytes) {
        return Math.min(DhtLimits.ANSWER_BYTES, DhtLimits.ANSWER_FACTOR * questionBytes);
    }

    private void send(InetSocketAddress to, Answer answer, long nowNanos) {
        if (answer.isCut()) {
            counts.cut();
        }
        send(to, answer.encode(), nowNanos);
    }

    private void refuse(
            BencodeString transaction, int code, String text, InetSocketAddress to, int bound, long nowNanos) {
        int room = Math.max(0, bound - ERROR_BYTES - transaction.length());
        String shown = text.length() > room ? text.substring(0, room) : text;
        byte[] error = KrpcWriter.failure(transaction, code, shown);
        if (error.length <= bound) {
            send(to, error, nowNanos);
        }
    }

    private void send(InetSocketAddress to, byte[] datagram, long nowNanos) {
        if (!rates.take(datagram.length, settings.answerBytesPerSecond(), nowNanos)) {
            counts.overRate();
        } else if (sender.send(to, datagram)) {
            counts.answer();
        }
    }
}
