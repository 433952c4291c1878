package org.torrent.ext.metadata;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers one peer's requests, within bounds: a queue, a few answers on their way at a time, a quota per second and one
 * for the connection. Pure; one thread.
 */
final class MetadataServer {
    private final Supplier<Optional<byte[]>> metadata;
    private final Function<byte[], CompletionStage<Void>> send;
    private final Deque<Integer> queue = new ArrayDeque<>();
    private int unsent;
    private int quota = MetadataLimits.ANSWERS_PER_TICK;
    private int rejectQuota = MetadataLimits.ANSWERS_PER_TICK;
    private long served;

    /**
     * For one peer.
     *
     * @param metadata the verified metadata, when we have it
     * @param send sends a message; completes when it reached the socket, on the caller's thread
     */
    MetadataServer(Supplier<Optional<byte[]>> metadata, Function<byte[], CompletionStage<Void>> send) {
        this.metadata = metadata;
        this.send = send;
    }

    /** They ask for a piece. */
    void request(int piece) {
        if (queue.size() >= MetadataLimits.QUEUED_REQUESTS) {
            reject(piece);
        } else {
            queue.add(piece);
            pump();
        }
    }

    /** A second passed. */
    void tick() {
        quota = MetadataLimits.ANSWERS_PER_TICK;
        rejectQuota = MetadataLimits.ANSWERS_PER_TICK;
        pump();
    }

    private void pump() {
        while (!queue.isEmpty() && unsent < MetadataLimits.UNSENT_ANSWERS && quota > 0) {
            answer(queue.poll());
        }
    }

    private void answer(int piece) {
        quota--;
        byte[] info = metadata.get().orElse(null);
        if (info == null || piece >= MetadataLimits.pieces(info.length) || greedy(info.length)) {
            transmit(MetadataMessage.reject(piece));
        } else {
            served++;
            transmit(MetadataMessage.data(info, piece));
        }
    }

    private boolean greedy(int sizeBytes) {
        return served >= (long) MetadataLimits.SERVED_TIMES * MetadataLimits.pieces(sizeBytes);
    }

    /** Beyond its own quota a flood is not even rejected: answers would cost more than requests. */
    private void reject(int piece) {
        if (rejectQuota > 0) {
            rejectQuota--;
            send.apply(MetadataMessage.reject(piece).encode());
        }
    }

    private void transmit(MetadataMessage message) {
        unsent++;
        send.apply(message.encode()).whenComplete((done, failed) -> {
            unsent--;
            if (failed == null) {
                pump();
            } else {
                queue.clear(); // the connection ends, or the peer does not read
            }
        });
    }
}
