package org.torrent.tracker.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.torrent.fuzz.Check;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.Limits;

/** Datagrams of UDP trackers, and of whoever pretends to be one. */
public final class UdpAnswerFuzz {
    private static final InetSocketAddress TRACKER = new InetSocketAddress("203.0.113.5", 6969);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.6", 6969);
    private static final long SECOND = 1_000_000_000L;

    private final List<Exchange.Result> results = new ArrayList<>();
    private int transactions;
    private final Claims claims = new Claims(() -> transactions++);
    private int sent;
    private final Exchanges exchanges = new Exchanges(claims, (to, datagram) -> sent++);
    private long now;

    private UdpAnswerFuzz() {}

    /**
     * Datagrams one after the other, each behind a byte of its length and one of flags: from a stranger, with the
     * transaction id as it is, time that passes before it.
     */
    public static void read(byte[] input) {
        new UdpAnswerFuzz().run(ByteBuffer.wrap(input));
    }

    private void run(ByteBuffer input) {
        exchanges.ask(TRACKER, new Announcing(), now, results::add);
        exchanges.ask(TRACKER, new Announcing(), now, results::add);
        int datagrams = 0;
        while (input.remaining() > 1) {
            int length = Math.min(input.get() & 0xff, input.remaining() - 1);
            int flags = input.get();
            byte[] bytes = new byte[length];
            input.get(bytes);
            datagram(ByteBuffer.wrap(bytes), flags);
            datagrams++;
        }
        Check.that(results.size() <= 2, "an answer more than was asked for");
        Check.that(claims.open() <= 3, "answers are expected that nobody waits for");
        Check.that(sent <= 2 + 3 * datagrams, "more was sent than was received");
        results.forEach(UdpAnswerFuzz::check);
        exchanges.failAll("the end");
        Check.that(claims.open() == 0 && results.size() == 2, "a question that never ends");
    }

    private void datagram(ByteBuffer datagram, int flags) {
        now += (flags >> 4 & 7) * 10 * SECOND;
        if ((flags & 8) != 0) {
            exchanges.passed(now);
        }
        if ((flags & 2) == 0 && datagram.remaining() >= Packets.HEADER_BYTES && transactions > 0) {
            datagram.putInt(4, Math.floorMod(datagram.getInt(4), transactions)); // one that we might have asked by
        }
        InetSocketAddress from = (flags & 1) != 0 ? STRANGER : TRACKER;
        if (claims.matches(from, datagram) && claims.take(datagram.getInt(4))) {
            Check.that(from == TRACKER, "a stranger is believed");
            exchanges.received(datagram, now);
        }
    }

    private static void check(Exchange.Result result) {
        if (result.body() == null) {
            Check.isOneLine(result.problem());
            return;
        }
        for (int addressBytes : new int[] {4, 16}) {
            AnnounceAnswer answer = AnnounceQuestion.read(result.body().duplicate(), addressBytes, false);
            Check.that(answer.peers().size() <= Limits.PEERS, "too many peers");
            answer.peers().forEach(peer -> Check.that(peer.getPort() > 0, "a peer that can't be dialled"));
            Check.that(answer.intervalSeconds() >= -1 && answer.seeds() >= -1 && answer.leechers() >= -1, "a number");
        }
    }

    /** A question whose packet is of no interest. */
    private static final class Announcing implements Question {
        @Override
        public int action() {
            return Packets.ANNOUNCE;
        }

        @Override
        public ByteBuffer packet(long connection, int transaction) {
            return ByteBuffer.allocate(0);
        }
    }
}
