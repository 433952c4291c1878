package org.torrent.testkit.ports.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;

/**
 * What every {@link DatagramTransport} does on a path that loses nothing. A subclass says how to make one and how to
 * wait; nothing here sleeps, so the same tests run on sockets and on simulated time.
 */
public abstract class DatagramConformance extends DatagramHarness {
    @Test
    void open_whenThePortIsZero_shouldPickOne() throws IOException {
        DatagramPort first = open(near, recorder(""));
        DatagramPort second = open(near, recorder(""));
        assertThat(first.address().getPort()).isPositive();
        assertThat(second.address().getPort())
                .isPositive()
                .isNotEqualTo(first.address().getPort());
        assertThat(first.address().getAddress()).isEqualTo(address(near, 0).getAddress());
    }

    @Test
    void open_whenAnotherProviderHasThePort_shouldNameIt() throws Exception {
        InetSocketAddress taken = open(near, recorder("")).address();
        DatagramTransport neighbour = track(besides(near));
        assertThatThrownBy(() -> neighbour.open(taken, 0, new DatagramRecorder("")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":" + taken.getPort())
                .hasMessageContaining("in use")
                .hasMessageNotContaining("\n");
    }

    @Test
    void send_whenBothSend_shouldArriveOnceWithTheSendersAddress() throws IOException {
        DatagramRecorder here = recorder("");
        DatagramRecorder there = recorder("");
        DatagramPort a = open(near, here);
        DatagramPort b = open(far, there);
        assertThat(a.send(b.address(), bytes("question"))).isTrue();
        await("the question arrives", () -> there.received().size() == 1);
        assertThat(there.received()).containsExactly("question");
        assertThat(there.remotes()).containsExactly(a.address());
        assertThat(b.send(there.remotes().get(0), bytes("answer"))).isTrue();
        await("the answer arrives", () -> here.received().size() == 1);
        assertThat(here.received()).containsExactly("answer");
        assertThat(here.remotes()).containsExactly(b.address());
        assertThat(a.counts().sent()).isEqualTo(1);
        await("it is counted", () -> a.counts().delivered() == 1);
    }

    @Test
    void send_whenAnsweredFromInsideTheHandler_shouldSend() throws IOException {
        DatagramRecorder here = recorder("");
        DatagramPort[] b = new DatagramPort[1];
        b[0] = open(far, track(new DatagramRecorder("") {
            @Override
            protected void received(InetSocketAddress remote, byte[] bytes) {
                b[0].send(remote, ByteBuffer.wrap(bytes));
            }
        }));
        DatagramPort a = open(near, here);
        List<String> sent = IntStream.range(0, 40).mapToObj(i -> "ping " + i).toList();
        sent.forEach(text -> a.send(b[0].address(), bytes(text)));
        await("every echo arrives", () -> here.received().size() == sent.size());
        assertThat(here.received()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void send_whenTheBufferIsShared_shouldLeaveItAsItWas() throws IOException {
        DatagramRecorder there = recorder("");
        DatagramPort b = open(far, there);
        DatagramPort a = open(near, recorder(""));
        ByteBuffer shared = bytes("--shared--").position(2).limit(8);
        a.send(b.address(), shared);
        a.send(b.address(), shared);
        await("both arrive", () -> there.received().size() == 2);
        assertThat(there.received()).containsExactly("shared", "shared");
        assertThat(shared.position()).isEqualTo(2);
        assertThat(shared.limit()).isEqualTo(8);
    }

    @Test
    void open_whenSeveralShareAnAddress_shouldGiveEachWhatItClaims() throws IOException {
        DatagramRecorder dht = recorder("d");
        DatagramRecorder utp = recorder("AB");
        DatagramRecorder greedy = recorder("dA");
        DatagramPort first = open(far, dht);
        DatagramPort second = far.open(first.address(), 0, utp);
        DatagramPort third = far.open(first.address(), -1, greedy);
        assertThat(second.address()).isEqualTo(first.address());
        assertThat(third.address()).isEqualTo(first.address());
        DatagramPort a = open(near, recorder(""));
        for (String text : List.of("d1:ad", "A one", "B two", "? nobody's")) {
            a.send(first.address(), bytes(text));
        }
        await(
                "all arrived",
                () -> first.counts().delivered() == 3 && first.counts().unclaimed() == 1);
        assertThat(dht.received()).containsExactly("d1:ad");
        assertThat(utp.received()).containsExactlyInAnyOrder("A one", "B two");
        assertThat(greedy.received()).as("of a lower priority").isEmpty();

        first.close();
        a.send(second.address(), bytes("d again"));
        await("the next one who claims it has it", () -> greedy.received().size() == 1);
        await("who closed is told", dht::isClosed);
        assertThat(dht.reason()).isNotBlank();
        assertThat(utp.isClosed()).isFalse();
    }

    @Test
    void open_whenAnotherHasAHigherPriority_shouldAskThatFirst() throws IOException {
        DatagramRecorder low = recorder("");
        DatagramRecorder high = recorder("");
        DatagramPort first = open(far, low);
        far.open(first.address(), 7, high);
        open(near, recorder("")).send(first.address(), bytes("whose?"));
        await("it arrives", () -> first.counts().delivered() == 1);
        assertThat(high.received()).containsExactly("whose?");
        assertThat(low.received()).isEmpty();
    }

    @Test
    void close_whenTheLastUserGoes_shouldFreeThePort() throws IOException {
        DatagramRecorder first = recorder("");
        DatagramPort port = open(near, first);
        port.close();
        port.close();
        DatagramPort again = near.open(port.address(), 0, recorder(""));
        assertThat(again.address()).isEqualTo(port.address());
        await("the user hears of it", first::isClosed);
        assertThat(port.send(again.address(), bytes("late"))).isFalse();
    }

    @Test
    void send_whenOutOfBounds_shouldRefuseAndCount() throws Exception {
        DatagramTransport small = make(QUEUE_BYTES, PER_SECOND);
        DatagramPort a = open(small, recorder(""));
        InetSocketAddress remote = open(far, recorder("")).address();
        assertThat(a.send(remote, ByteBuffer.allocate(0))).isFalse();
        assertThat(a.send(remote, ByteBuffer.allocate(DatagramTransport.MAX_BYTES + 1)))
                .isFalse();
        assertThat(a.send(remote, ByteBuffer.allocate(QUEUE_BYTES + 1)))
                .as("more than may wait")
                .isFalse();
        assertThat(a.send(InetSocketAddress.createUnresolved("nowhere.invalid", 1), bytes("x")))
                .isFalse();
        assertThat(a.counts().refused()).isEqualTo(4);
        assertThat(a.send(remote, ByteBuffer.allocate(QUEUE_BYTES))).isTrue();
    }

    @Test
    void send_whenAsLongAsAllowed_shouldArriveWhole() throws IOException {
        DatagramRecorder there = recorder("");
        String longest = "x".repeat(DatagramTransport.MAX_BYTES);
        DatagramPort b = open(far, there);
        open(near, recorder("")).send(b.address(), bytes(longest));
        await("it arrives", () -> there.received().size() == 1);
        assertThat(there.received()).containsExactly(longest);
    }

    @Test
    void receive_whenMoreThanASecondMayBring_shouldDropAndCount() throws Exception {
        DatagramRecorder there = recorder("");
        DatagramPort b = open(make(QUEUE_BYTES, PER_SECOND), there);
        DatagramPort a = open(near, recorder(""));
        int count = 4 * PER_SECOND;
        for (int i = 0; i < count; i++) {
            a.send(b.address(), bytes("flood"));
        }
        await("all arrived", () -> b.counts().delivered() + b.counts().overRate() == count);
        assertThat(b.counts().overRate()).isPositive();
        assertThat(there.received()).hasSizeGreaterThanOrEqualTo(PER_SECOND);
    }

    @Test
    void onDatagram_whenItThrows_shouldCostThatDatagramOnly() throws IOException {
        DatagramRecorder there = track(new DatagramRecorder("") {
            @Override
            protected void received(InetSocketAddress remote, byte[] bytes) {
                if (bytes[0] == '!') {
                    throw new IllegalStateException("can't stand it");
                }
            }
        });
        DatagramPort b = open(far, there);
        DatagramPort a = open(near, recorder(""));
        a.send(b.address(), bytes("!"));
        await("it was counted", () -> b.counts().thrown() == 1);
        a.send(b.address(), bytes("next"));
        await("the next one arrives", () -> there.received().contains("next"));
        assertThat(there.isClosed()).isFalse();
    }

    @Test
    void send_whenTheSystemRefuses_shouldTellWhoSentIt() throws IOException {
        DatagramRecorder sender = recorder("");
        DatagramRecorder other = recorder("");
        DatagramPort a = open(near, sender);
        near.open(a.address(), 0, other);
        a.send(otherFamily(), bytes("to nowhere"));
        await("the sender is told", () -> sender.failures().size() == 1);
        assertThat(a.counts().failed()).isEqualTo(1);
        assertThat(other.failures()).isEmpty();
    }

    @Test
    void send_whenNobodyHasThePort_shouldStayUsable() throws IOException {
        DatagramRecorder here = recorder("");
        DatagramPort gone = open(far, recorder(""));
        gone.close();
        DatagramPort a = open(near, here);
        a.send(gone.address(), bytes("anybody?"));
        DatagramPort b = open(far, recorder(""));
        b.send(a.address(), bytes("hello"));
        await("others still reach it", () -> here.received().size() == 1);
        assertThat(here.isClosed()).isFalse();
    }

    @Test
    void closeTransport_whenPortsAreOpen_shouldEndThemAndFreeThem() throws Exception {
        DatagramRecorder one = recorder("");
        DatagramRecorder two = recorder("");
        DatagramPort first = open(near, one);
        near.open(first.address(), 0, two);
        close(near);
        await("every user hears of it", () -> one.isClosed() && two.isClosed());
        assertThat(one.reason()).contains("stopped");
        assertThat(first.send(first.address(), bytes("late"))).isFalse();
        assertThatThrownBy(() -> open(near, new DatagramRecorder("")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
        DatagramTransport successor = track(besides(near));
        assertThat(successor.open(first.address(), 0, recorder("")).address()).isEqualTo(first.address());
    }
}
