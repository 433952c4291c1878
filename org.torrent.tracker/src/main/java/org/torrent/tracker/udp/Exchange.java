package org.torrent.tracker.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.torrent.tracker.TrackerException;

/** One question to one tracker until it ends. Belongs to {@link Exchanges}. */
final class Exchange {
    final Server server;
    final Question question;
    final Consumer<Result> then;

    /** When it is sent again. */
    long dueNanos;

    /** How often it was sent since the tracker was last heard. */
    int attempts;

    /** Whether a new connection id was fetched because the tracker did not like the one we had. */
    boolean reconnected;

    /** Of the question that is out; null while it waits for a connection id. */
    Integer transaction;

    /** Whether the question itself was sent, and not only that for a connection id. */
    boolean isOut;

    boolean over;

    Exchange(Server server, Question question, Consumer<Result> then) {
        this.server = server;
        this.question = question;
        this.then = then;
    }

    /**
     * How it ended.
     *
     * @param body what follows the header of the answer, null when there is none
     * @param problem what went wrong, null when it did not
     */
    record Result(ByteBuffer body, TrackerException problem) {}

    /** What is known of one address of a tracker. */
    static final class Server {
        final InetSocketAddress address;
        final Set<Exchange> exchanges = new LinkedHashSet<>();

        /** Of the question for a connection id that is out; null for none. */
        Integer transaction;

        long askedNanos;
        private boolean connected;
        private long connection;
        private long untilNanos;

        Server(InetSocketAddress address) {
            this.address = address;
        }

        void connected(long id, long validUntilNanos) {
            connected = true;
            connection = id;
            untilNanos = validUntilNanos;
        }

        void disconnected() {
            connected = false;
        }

        boolean isConnected(long nowNanos) {
            return connected && nowNanos - untilNanos < 0;
        }

        /** The id, while it is connected. */
        long connection() {
            return connection;
        }
    }
}
