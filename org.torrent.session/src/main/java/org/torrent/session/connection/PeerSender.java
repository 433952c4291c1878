package org.torrent.session.connection;

import org.torrent.protocol.Message;
import org.torrent.session.wire.MessageBatch;
import org.torrent.session.wire.WireSender;
import org.torrent.spi.runtime.Clock;

/**
 * The one way out for every message but {@code piece}: gathers them until the end of the loop's turn. Pieces go straight
 * from storage's threads to {@link WireSender#sendPiece} and are reported in batches. On the torrent's loop.
 */
final class PeerSender {
    private final Clock clock;
    private final WireSender wire;
    private final ConnectionHost host;
    private final SentListener sent;
    private final MessageBatch batch;
    private long lastSentNanos;

    /** Hears what was queued. */
    interface SentListener {
        void sent(Message message);
    }

    PeerSender(Clock clock, WireSender wire, ConnectionHost host, SentListener sent) {
        this.clock = clock;
        this.wire = wire;
        this.host = host;
        this.sent = sent;
        this.batch = new MessageBatch(wire);
        this.lastSentNanos = clock.nowNanos();
    }

    /** Queues a message; it leaves at the end of the loop's turn. */
    void send(Message message) {
        if (batch.add(message)) {
            host.needsFlush();
        }
        lastSentNanos = clock.nowNanos();
        sent.sent(message);
    }

    /** Sends what was queued. */
    void flush() {
        batch.flush();
    }

    /** What lies behind it: pieces, marks, figures. */
    WireSender wire() {
        return wire;
    }

    /** When the last message was queued. */
    long lastSentNanos() {
        return lastSentNanos;
    }
}
