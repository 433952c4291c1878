package org.torrent.tracker.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Which datagrams answer a question of ours: those with its transaction id, from whom it went to, of the action that was
 * asked for or an error, and long enough. Each question is answered once. Any thread.
 */
final class Claims {
    private final Map<Integer, Expected> expected = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final IntSupplier randomBits;

    /** An answer that may come. */
    private record Expected(InetSocketAddress from, int action) {}

    /** Takes a source of 32 random bits that nobody else can guess; asked on one thread. */
    Claims(IntSupplier randomBits) {
        this.randomBits = randomBits;
    }

    /** The transaction id of a new question. On one thread. */
    int expect(InetSocketAddress from, int action) {
        Expected answer = new Expected(from, action);
        int transaction = randomBits.getAsInt();
        while (expected.putIfAbsent(transaction, answer) != null) {
            transaction = randomBits.getAsInt();
        }
        return transaction;
    }

    /** The question is not of interest any more. */
    void forget(int transaction) {
        expected.remove(transaction);
    }

    /** Whether the datagram answers a question; what has our transaction id and does not is counted. */
    boolean matches(InetSocketAddress from, ByteBuffer datagram) {
        int length = datagram.remaining();
        if (length < Packets.HEADER_BYTES) {
            return false;
        }
        int action = datagram.getInt(datagram.position());
        Expected answer = expected.get(datagram.getInt(datagram.position() + 4));
        if (answer == null) {
            return false;
        }
        boolean matches = answer.from.equals(from)
                && (action == answer.action || action == Packets.ERROR)
                && length >= Packets.shortest(action);
        if (!matches) {
            refused.incrementAndGet();
        }
        return matches;
    }

    /** Takes the answer to a question, once; false for a second one. */
    boolean take(int transaction) {
        return expected.remove(transaction) != null;
    }

    /** Questions without an answer. */
    int open() {
        return expected.size();
    }

    /** Datagrams that named a question of ours and were no answer to it: from elsewhere, too short, of another action. */
    long refused() {
        return refused.get();
    }
}
