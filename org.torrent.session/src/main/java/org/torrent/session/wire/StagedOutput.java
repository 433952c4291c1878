package org.torrent.session.wire;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Counts what stages make of messages: how many bytes of messages the bytes that reached the socket stand for. Under the
 * sender's gate.
 */
final class StagedOutput {
    private final Queue<Sent> onTheirWay = new ArrayDeque<>();

    private static final class Sent {
        private final int messageBytes;
        private long left;

        Sent(int messageBytes, int wireBytes) {
            this.messageBytes = messageBytes;
            this.left = wireBytes;
        }
    }

    /** A chunk leaves the stages. */
    void add(Outgoing chunk) {
        onTheirWay.add(new Sent(chunk.messageBytes(), chunk.bytes().remaining()));
    }

    /** So many bytes reached the socket: of messages that are whole, how many? */
    long written(long wireBytes) {
        long bytes = wireBytes;
        long messages = 0;
        while (!onTheirWay.isEmpty()) {
            Sent sent = onTheirWay.peek();
            long part = Math.min(bytes, sent.left);
            sent.left -= part;
            bytes -= part;
            if (sent.left > 0) {
                break;
            }
            messages += sent.messageBytes;
            onTheirWay.remove();
        }
        return messages;
    }

    boolean isEmpty() {
        return onTheirWay.isEmpty();
    }
}
