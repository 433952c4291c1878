package org.torrent.tracker.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.torrent.tracker.Limits;

/** Bytes and time in, datagrams out (BEP 15). */
class ExchangesTest {
    private static final InetSocketAddress TRACKER = new InetSocketAddress("203.0.113.5", 6969);
    private static final InetSocketAddress OTHER = new InetSocketAddress("203.0.113.6", 6969);

    private static final Question QUESTION = new Question() {
        @Override
        public int action() {
            return Packets.ANNOUNCE;
        }

        @Override
        public ByteBuffer packet(long connection, int transaction) {
            return ByteBuffer.allocate(16)
                    .putLong(connection)
                    .putInt(action())
                    .putInt(transaction)
                    .flip();
        }
    };

    private final List<String> sent = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private int nextTransaction = -2; // 2^32 is passed
    private final Claims claims = new Claims(() -> nextTransaction++);
    private final Exchanges exchanges = new Exchanges(claims, this::send);
    private final long start = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(50); // and so is 2^63
    private long now = start;

    private void send(InetSocketAddress to, ByteBuffer datagram) {
        long connection = datagram.getLong();
        int action = datagram.getInt();
        int transaction = datagram.getInt();
        String what = action == Packets.CONNECT ? "connect" : "ask by " + connection;
        sent.add(seconds() + " " + what + " #" + transaction + (to.equals(TRACKER) ? "" : " to the other"));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(now - start);
    }

    private Exchange ask(InetSocketAddress tracker) {
        return exchanges.ask(
                tracker,
                QUESTION,
                now,
                result ->
                        results.add(result.problem() != null ? result.problem().getMessage() : "answered"));
    }

    private void pass(long seconds) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        for (OptionalLong next = exchanges.idleNanos(now);
                next.isPresent() && now + next.getAsLong() - end <= 0;
                next = exchanges.idleNanos(now)) {
            now += next.getAsLong();
            exchanges.passed(now);
        }
        now = end;
    }

    private boolean receive(InetSocketAddress from, ByteBuffer datagram) {
        if (!claims.matches(from, datagram) || !claims.take(datagram.getInt(4))) {
            return false;
        }
        exchanges.received(datagram, now);
        return true;
    }

    private static ByteBuffer answer(int action, int transaction, byte... body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(action)
                .putInt(transaction)
                .put(body)
                .flip();
    }

    private static ByteBuffer connected(int transaction, long connection) {
        return answer(
                Packets.CONNECT,
                transaction,
                ByteBuffer.allocate(8).putLong(connection).array());
    }

    private static ByteBuffer error(int transaction, String text) {
        return answer(Packets.ERROR, transaction, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ask_whenTheTrackerAnswers_shouldConnectAndAsk() {
        ask(TRACKER);
        assertThat(receive(TRACKER, connected(-2, 77))).isTrue();
        assertThat(receive(TRACKER, answer(Packets.ANNOUNCE, -1, new byte[12]))).isTrue();
        assertThat(sent).containsExactly("0 connect #-2", "0 ask by 77 #-1");
        assertThat(results).containsExactly("answered");
        assertThat(exchanges.isIdle()).isTrue();
        assertThat(claims.open()).isZero();
        assertThat(exchanges.idleNanos(now)).isEmpty();
    }

    @Test
    void ask_whenNobodyAnswers_shouldAskAgainAfterTimesThatDouble() {
        ask(TRACKER);
        pass(20_000);
        assertThat(sent.stream().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "0", "15", "45", "105", "225", "465", "945", "1905", "3825", "7665", "11505", "15345", "19185");
        assertThat(sent).allMatch(line -> line.contains("connect #-2"));
    }

    @Test
    void ask_whenTheQuestionIsNotAnswered_shouldConnectAgainOnceTheIdIsTooOld() {
        ask(TRACKER);
        receive(TRACKER, connected(-2, 77));
        pass(230);
        assertThat(sent)
                .containsExactly(
                        "0 connect #-2",
                        "0 ask by 77 #-1",
                        "15 ask by 77 #-1",
                        "45 ask by 77 #-1",
                        "105 connect #0",
                        "225 connect #0");
        assertThat(receive(TRACKER, connected(0, 78))).isTrue();
        assertThat(sent).endsWith("230 ask by 78 #1");
    }

    @Test
    void ask_whenAnIdIsKnown_shouldUseItForAMinuteAndNoLonger() {
        ask(TRACKER);
        receive(TRACKER, connected(-2, 77));
        receive(TRACKER, answer(Packets.ANNOUNCE, -1, new byte[12]));
        pass(59);
        ask(TRACKER);
        receive(TRACKER, answer(Packets.ANNOUNCE, 0, new byte[12]));
        pass(1);
        ask(TRACKER);
        assertThat(sent.subList(2, 4)).containsExactly("59 ask by 77 #0", "60 connect #1");
    }

    @Test
    void ask_whenSeveralAskAtOnce_shouldConnectOnceForAll() {
        ask(TRACKER);
        ask(TRACKER);
        ask(OTHER);
        receive(TRACKER, connected(-2, 77));
        assertThat(sent)
                .containsExactly("0 connect #-2", "0 connect #-1 to the other", "0 ask by 77 #0", "0 ask by 77 #1");
    }

    @Test
    void received_whenItIsNoAnswerToAQuestionOfOurs_shouldLeaveEverythingAsItIs() {
        ask(TRACKER);
        assertThat(receive(OTHER, connected(-2, 66))).as("from elsewhere").isFalse();
        assertThat(receive(TRACKER, connected(-3, 66)))
                .as("of another transaction")
                .isFalse();
        assertThat(receive(TRACKER, answer(2, -2, new byte[12])))
                .as("of another action")
                .isFalse();
        assertThat(receive(TRACKER, answer(Packets.CONNECT, -2, new byte[7])))
                .as("too short")
                .isFalse();
        assertThat(receive(TRACKER, ByteBuffer.allocate(7))).isFalse();
        assertThat(claims.refused()).isEqualTo(3);
        assertThat(receive(TRACKER, connected(-2, 77))).isTrue();
        assertThat(receive(TRACKER, connected(-2, 66))).as("again").isFalse();
        assertThat(sent).containsExactly("0 connect #-2", "0 ask by 77 #-1");
    }

    @Test
    void received_whenTheTrackerRefuses_shouldTellWhyOnOneLine() {
        ask(TRACKER);
        receive(TRACKER, error(-2, "go\r\naway"));
        assertThat(results).containsExactly("the tracker refuses: go  away");
        ask(TRACKER);
        receive(TRACKER, connected(-1, 77));
        receive(TRACKER, error(0, ""));
        assertThat(results).endsWith("the tracker refuses: it gives no reason");
        assertThat(claims.open()).isZero();
    }

    @Test
    void received_whenTheTrackerKnowsOurIdNoMore_shouldConnectAgainOnce() {
        ask(TRACKER);
        receive(TRACKER, connected(-2, 77));
        receive(TRACKER, error(-1, "Connection ID missmatch."));
        receive(TRACKER, connected(0, 78));
        receive(TRACKER, error(1, "Connection ID missmatch."));
        assertThat(sent).containsExactly("0 connect #-2", "0 ask by 77 #-1", "0 connect #0", "0 ask by 78 #1");
        assertThat(results).containsExactly("the tracker refuses: Connection ID missmatch.");
    }

    @Test
    void cancel_whenSomeAsk_shouldExpectNothingForIt() {
        Exchange first = ask(TRACKER);
        Exchange second = ask(TRACKER);
        exchanges.cancel(first);
        receive(TRACKER, connected(-2, 77));
        exchanges.cancel(second);
        assertThat(claims.open()).isZero();
        pass(1_000);
        assertThat(sent).containsExactly("0 connect #-2", "0 ask by 77 #-1");
        assertThat(results).isEmpty();
    }

    @Test
    void unreachable_whenTheSystemSaysSo_shouldEndThoseWhoAskThere() {
        ask(TRACKER);
        ask(OTHER);
        exchanges.unreachable(TRACKER, "connection refused");
        assertThat(results).containsExactly("cannot be reached (connection refused)");
        exchanges.failAll("the end");
        assertThat(results).endsWith("the end");
        assertThat(claims.open()).isZero();
    }

    @Test
    void ask_whenThereAreTooManyTrackers_shouldForgetIdsAndNoQuestion() {
        Exchange open = ask(TRACKER);
        for (int i = 0; i < 3 * Limits.UDP_SERVERS; i++) {
            exchanges.cancel(ask(new InetSocketAddress("10.0." + i / 250 + "." + i % 250, 1)));
        }
        assertThat(exchanges.servers()).isLessThanOrEqualTo(Limits.UDP_SERVERS + 1);
        assertThat(claims.open()).isEqualTo(1);
        exchanges.cancel(open);
    }
}
