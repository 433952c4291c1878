package org.torrent.session.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.buffer.DirectBlockPool;

class WireTurnsTest {
    private static final Message HAVE = new Message.Have(1);

    private final List<Integer> processed = new ArrayList<>();
    private final DirectBlockPool pool = new DirectBlockPool(1 << 20);
    private final PeerWire wire = new Wire();
    private final WireTurns turns = new WireTurns(wire);

    private WireBatch batch(int messages, int bytes) {
        return new WireBatch(new ArrayList<>(Collections.nCopies(messages, HAVE)), bytes, wire);
    }

    @Test
    void next_whenOneBatchCame_shouldBeThatOne() {
        WireBatch batch = batch(3, 27);
        assertThat(turns.add(batch)).isTrue();
        assertThat(turns.next()).isSameAs(batch);
        assertThat(turns.isLeft()).isFalse();
        assertThat(turns.add(batch)).isTrue();
    }

    @Test
    void next_whenMuchCame_shouldBeBoundedAndGiveTheBytesBackWithTheEndOfEachBatch() {
        assertThat(turns.add(batch(WireLimits.TURN_WORK + 10, 700))).isTrue();
        assertThat(turns.add(batch(5, 40))).isFalse();
        WireBatch first = turns.next();
        assertThat(first.events()).hasSize(WireLimits.TURN_WORK);
        assertThat(first.bytes()).isZero();
        assertThat(turns.isLeft()).isTrue();
        WireBatch second = turns.next();
        assertThat(second.events()).hasSize(15);
        assertThat(second.bytes()).isEqualTo(740);
        assertThat(turns.isLeft()).isFalse();
    }

    @Test
    void isLeft_whenThePeerAsksForTooMuch_shouldWaitUntilItIsListenedToAgain() {
        turns.add(batch(2 * WireLimits.TURN_WORK, 700));
        turns.next();
        wire.suspend(PeerWire.VAIN_REQUESTS);
        assertThat(turns.isLeft()).isFalse();
        assertThat(turns.add(batch(1, 9))).as("told of").isFalse();
        wire.resume(PeerWire.VAIN_REQUESTS);
        assertThat(turns.resume()).isTrue();
        assertThat(turns.resume()).as("twice").isFalse();
        assertThat(turns.next().events()).hasSize(WireLimits.TURN_WORK);
        assertThat(turns.isLeft()).isTrue();
        turns.next();
        wire.suspend(PeerWire.VAIN_REQUESTS);
        assertThat(turns.isLeft()).isFalse();
        wire.resume(PeerWire.VAIN_REQUESTS);
        assertThat(turns.resume()).as("nothing is left").isFalse();
        assertThat(turns.add(batch(1, 9))).isTrue();
    }

    @Test
    void next_whenManySmallBatchesCame_shouldBeOneOfAllOfThem() {
        for (int i = 0; i < 100; i++) {
            turns.add(batch(2, 18));
        }
        assertThat(turns.next().events()).hasSize(200);
        assertThat(turns.isLeft()).isFalse();
    }

    @Test
    void next_whenBodiesAreLong_shouldCountTheirBytes() {
        Message handshake = new Message.Extended(0, new byte[64 * 1024]);
        turns.add(new WireBatch(List.of(handshake, handshake, handshake), 200_000, wire));
        assertThat(turns.next().events()).hasSize(1);
        assertThat(turns.isLeft()).isTrue();
    }

    /** Can't be copied for want of memory. */
    private static final class Uncopied extends AbstractList<Object> implements RandomAccess {
        private final List<Object> events;

        Uncopied(List<Object> events) {
            this.events = events;
        }

        @Override
        public Object get(int index) {
            return events.get(index);
        }

        @Override
        public int size() {
            return events.size();
        }

        @Override
        public List<Object> subList(int from, int to) {
            throw new OutOfMemoryError("planned");
        }
    }

    private ReceivedBlock block() {
        return new ReceivedBlock(new BlockRequest(0, 0, 100), pool.tryAcquire(100));
    }

    @Test
    void next_whenThereIsNoMemoryForATurn_shouldReleaseAllOfIt() {
        List<Object> many = new ArrayList<>(Collections.nCopies(10, HAVE));
        many.add(block());
        turns.add(new WireBatch(many, 300, wire));
        turns.add(new WireBatch(new Uncopied(List.of(block(), block())), 200, wire));
        turns.add(new WireBatch(List.of(block()), 100, wire));
        assertThatThrownBy(turns::next).isInstanceOf(OutOfMemoryError.class);
        assertThat(pool.lentBytes()).isZero();
        assertThat(processed.stream().mapToInt(bytes -> bytes).sum()).isEqualTo(600);
        turns.add(new WireBatch(List.of(block()), 100, wire));
        assertThat(pool.lentBytes()).as("what comes after a gap").isZero();
    }

    @Test
    void discard_whenABatchIsBegun_shouldReleaseTheRestAndGiveBackEveryByte() {
        List<Object> events = new ArrayList<>(Collections.nCopies(WireLimits.TURN_WORK, HAVE));
        events.add(new ReceivedBlock(new BlockRequest(0, 0, 100), pool.tryAcquire(100)));
        turns.add(new WireBatch(events, 500, wire));
        turns.add(batch(1, 9));
        turns.next();
        turns.discard();
        assertThat(pool.lentBytes()).isZero();
        assertThat(processed).containsExactly(500, 9);
        assertThat(turns.next().events()).isEmpty();
    }

    @Test
    void abandon_whenTheLoopNeverComesBack_shouldReleaseWhatWaitsAndWhatStillArrives() {
        List<Object> events = new ArrayList<>(Collections.nCopies(WireLimits.TURN_WORK, HAVE));
        events.add(new ReceivedBlock(new BlockRequest(0, 0, 100), pool.tryAcquire(100)));
        turns.add(new WireBatch(events, 500, wire));
        turns.next();
        turns.add(new WireBatch(
                List.of(new ReceivedBlock(new BlockRequest(0, 0, 100), pool.tryAcquire(100))), 113, wire));
        turns.abandon();
        boolean tells = turns.add(new WireBatch(
                List.of(new ReceivedBlock(new BlockRequest(1, 0, 100), pool.tryAcquire(100))), 113, wire));
        assertThat(tells).isFalse();
        assertThat(pool.lentBytes()).isZero();
        assertThat(processed).containsExactly(500, 113, 113);
    }

    private final class Wire implements PeerWire {
        private int suspended;

        @Override
        public void breached() {}

        @Override
        public InetSocketAddress remote() {
            return null;
        }

        @Override
        public InetSocketAddress local() {
            return null;
        }

        @Override
        public boolean outgoing() {
            return false;
        }

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public WireSender sender() {
            return null;
        }

        @Override
        public void processed(int bytes) {
            processed.add(bytes);
        }

        @Override
        public void suspend(int reason) {
            suspended |= reason;
        }

        @Override
        public boolean isSuspended(int reason) {
            return (suspended & reason) != 0;
        }

        @Override
        public void resume(int reason) {
            suspended &= ~reason;
        }

        @Override
        public void close(String reason) {}

        @Override
        public void closeAfterWrites(String reason, long timeoutMillis) {}
    }
}
