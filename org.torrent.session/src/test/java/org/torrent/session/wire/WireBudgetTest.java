package org.torrent.session.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionCounts;
import org.torrent.session.budget.ConnectionLimits;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;

/** What a connection takes from the session's budgets comes back, once, whatever becomes of it. */
class WireBudgetTest {
    private static final InfoHash SWARM = InfoHash.of(new byte[InfoHash.LENGTH]);
    private static final InetSocketAddress REMOTE = new InetSocketAddress("10.0.0.1", 1);
    private static final int MIB = 1 << 20;

    private final WireSetup setup = new WireSetup(
            new DirectBlockPool(MIB),
            new BudgetSettings(new ConnectionLimits(20, 2, 4, 1, 4, 1), 1, MIB, 40_000, 0),
            StageFactory.NONE,
            () -> 0);
    private final Owner owner = new Owner();

    private WireConnection accepted(String host) {
        return WireConnection.accepted(setup, (handshake, learned) -> owner, new InetSocketAddress(host, 1));
    }

    private static ByteBuffer handshakeAndHaves(int count) {
        byte[] handshake = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20])).encode();
        ByteBuffer bytes = ByteBuffer.allocate(handshake.length + 9 * count).put(handshake);
        for (int i = 0; i < count; i++) {
            MessageEncoder.encode(new Message.Have(i), bytes);
        }
        return bytes.flip();
    }

    private ConnectionCounts counts() {
        return setup.connections().counts();
    }

    @Test
    void accepted_whenOneAddressTakesItsShare_shouldCloseTheOldestOfItsOwn() {
        WireConnection first = accepted("10.0.0.1");
        Line line = new Line();
        first.onOpen(line);
        ByteBuffer part = handshakeAndHaves(0).limit(Handshake.LENGTH - 1);
        first.onReceived(part);
        accepted("10.0.0.1");
        accepted("10.0.0.2");
        assertThat(line.reason).as("all but a byte of the handshake came").isNull();
        assertThat(accepted("10.0.0.1")).isNotNull();
        assertThat(line.reason).contains("no handshake");
        first.onClosed(line.reason);
        assertThat(counts().handshakes()).isEqualTo(3);
    }

    @Test
    void accepted_whenPlacesForHandshakesRunOut_shouldCloseTheOldestBeforeAndAfterItOpened() {
        Line open = new Line();
        accepted("10.0.0.1").onOpen(open);
        WireConnection opening = accepted("10.0.0.2");
        accepted("10.0.0.3");
        accepted("10.0.0.4");
        accepted("10.0.0.5");
        assertThat(open.reason).contains("no handshake");
        accepted("10.0.0.6");
        Line late = new Line();
        opening.onOpen(late);
        assertThat(late.reason).contains("no handshake");
        opening.onClosed(late.reason);
        assertThat(counts().handshakes()).isEqualTo(4);
    }

    @Test
    void onReceived_whenTheHandshakeCame_shouldCountAsHalfOpenNoLonger() {
        WireConnection wire = accepted("10.0.0.1");
        wire.onOpen(new Line());
        wire.onReceived(handshakeAndHaves(0));
        assertThat(counts().handshakes()).isZero();
        assertThat(counts().connections()).isEqualTo(1);
        wire.onClosed("gone");
        assertThat(counts().connections()).isZero();
    }

    @Test
    void onReceived_whenItsPlaceWasTakenBeforeTheHandshake_shouldNotReachTheTorrent() {
        WireConnection wire = accepted("10.0.0.1");
        Line line = new Line();
        wire.onOpen(line);
        for (int i = 2; i <= 5; i++) {
            accepted("10.0.0." + i);
        }
        wire.onReceived(handshakeAndHaves(1));
        assertThat(wire.isAttached()).isFalse();
        assertThat(owner.handshakes).isZero();
        assertThat(owner.batches).isEmpty();
    }

    @Test
    void dialled_whenThereAreTooMany_shouldAnswerNull() {
        List<WireConnection> dialled = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            dialled.add(WireConnection.dialled(setup, SWARM, owner, new InetSocketAddress("10.0.0." + i, 1)));
        }
        assertThat(dialled).doesNotContainNull();
        assertThat(WireConnection.dialled(setup, SWARM, owner, new InetSocketAddress("10.0.0.9", 1)))
                .isNull();
        dialled.get(0).onClosed("refused");
        assertThat(WireConnection.dialled(setup, SWARM, owner, new InetSocketAddress("10.0.0.9", 1)))
                .isNotNull();
    }

    @Test
    void discard_whenNobodyWantsTheBatches_shouldGiveTheirBytesBackAndGoOnReading() {
        WireConnection wire = accepted("10.0.0.1");
        Line line = new Line();
        wire.onOpen(line);
        wire.onReceived(handshakeAndHaves(5_000));
        assertThat(line.suspended).isTrue();
        assertThat(setup.pending().sum()).isPositive();
        wire.onClosed("gone");
        while (!owner.batches.isEmpty()) {
            owner.batches.poll().discard();
        }
        assertThat(setup.pending().sum()).isZero();
        assertThat(line.suspended).isFalse();
    }

    @Test
    void onReceived_whenMessagesAreTiny_shouldCountWhatTheyTakeAsObjects() {
        WireConnection wire = accepted("10.0.0.1");
        Line line = new Line();
        wire.onOpen(line);
        wire.onReceived(handshakeAndHaves(0));
        ByteBuffer keepAlives = ByteBuffer.allocate(4 * 1_000);
        wire.onReceived(keepAlives);
        assertThat(line.suspended).as("4,000 bytes, but 1,000 objects").isTrue();
        owner.batches.remove().discard();
        assertThat(line.suspended).isFalse();
        assertThat(setup.pending().sum()).isZero();
    }

    private static ByteBuffer partOfALongMessage(int bytes) {
        ByteBuffer part = ByteBuffer.allocate(Handshake.LENGTH + 6 + bytes);
        part.put(handshakeAndHaves(0)).putInt(1_000_000).put((byte) 20).put((byte) 1);
        return part.position(part.capacity()).flip();
    }

    @Test
    void onReceived_whenLongMessagesNeverEnd_shouldBoundThemInSum() {
        WireSetup small = new WireSetup(
                setup.pool(),
                new BudgetSettings(ConnectionLimits.DEFAULTS, 1, MIB, 40_000, MIB),
                StageFactory.NONE,
                () -> 0);
        List<Line> lines = new ArrayList<>();
        List<WireConnection> wires = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            WireConnection wire = WireConnection.accepted(
                    small, (handshake, learned) -> owner, new InetSocketAddress("10.0.0." + i, 1));
            Line line = new Line();
            wire.onOpen(line);
            wire.onReceived(partOfALongMessage(60_000));
            lines.add(line);
            wires.add(wire);
        }
        assertThat(lines).filteredOn(line -> line.reason == null).hasSizeBetween(2, 4);
        assertThat(small.retained().sum()).isBetween(1L, MIB / 4L);
        wires.forEach(wire -> wire.onReceived(ByteBuffer.allocate(1_000)));
        assertThat(wires.stream().mapToInt(WireConnection::heldBytes).sum())
                .as("those that are to be closed hold nothing until they are")
                .isLessThan(MIB / 4 + 20_000);
        wires.forEach(wire -> wire.onClosed("gone"));
        assertThat(small.retained().sum()).isZero();
    }

    @Test
    void onReceived_whenBlocksAreTiny_shouldTakeAFewOfThePoolAtATime() {
        WireSetup large = new WireSetup(new DirectBlockPool(8 * MIB));
        WireConnection wire = WireConnection.accepted(large, (handshake, learned) -> owner, REMOTE);
        wire.onOpen(new Line());
        wire.onReceived(handshakeAndHaves(0));
        ByteBuffer blocks = ByteBuffer.allocate(1_000 * (MessageEncoder.PIECE_HEADER_BYTES + 1));
        for (int i = 0; i < 1_000; i++) {
            MessageEncoder.pieceHeader(blocks, 0, i, 1);
            blocks.put((byte) 1);
        }
        wire.onReceived(blocks.flip());
        assertThat(blocks.hasRemaining()).isTrue();
        assertThat(large.pool().lentBytes()).isBetween(1L, WireLimits.BLOCKS_AT_ONCE * (long) BlockPool.BLOCK_BYTES);
        int read = 0;
        while (blocks.hasRemaining()) {
            wire.onReceived(blocks);
            for (WireBatch batch = owner.batches.poll(); batch != null; batch = owner.batches.poll()) {
                read += batch.events().size();
                batch.discard();
            }
        }
        assertThat(read).isEqualTo(1_000);
        assertThat(large.pool().lentBytes()).isZero();
        assertThat(large.pending().sum()).isZero();
    }

    @Test
    void onReceived_whenALongMessageIsComplete_shouldGiveItsRoomBack() {
        WireSetup shipped = new WireSetup(setup.pool());
        WireConnection wire = WireConnection.accepted(shipped, (handshake, learned) -> owner, REMOTE);
        wire.onOpen(new Line());
        wire.onReceived(partOfALongMessage(60_000));
        assertThat(shipped.retained().sum()).isPositive();
        wire.onReceived(ByteBuffer.allocate(1_000_000));
        assertThat(shipped.retained().sum()).isZero();
        owner.batches.remove().discard();
    }

    /** A torrent that keeps what comes. */
    private static final class Owner implements WireOwner {
        private final Queue<WireBatch> batches = new ArrayDeque<>();
        private int handshakes;

        @Override
        public void onOpen(PeerWire wire) {}

        @Override
        public void onHandshake(PeerWire wire, Handshake handshake) {
            handshakes++;
        }

        @Override
        public void onBatch(PeerWire wire, WireBatch batch) {
            batches.add(batch);
        }

        @Override
        public void onRoom(PeerWire wire) {}

        @Override
        public void onClosed(PeerWire wire, String reason) {}
    }

    private static final class Line implements Connection {
        private String reason;
        private boolean suspended;

        @Override
        public InetSocketAddress local() {
            return REMOTE;
        }

        @Override
        public InetSocketAddress remote() {
            return REMOTE;
        }

        @Override
        public void write(ByteBuffer bytes) {}

        @Override
        public void write(Block block) {
            block.release();
        }

        @Override
        public void suspendRead() {
            suspended = true;
        }

        @Override
        public void resumeRead() {
            suspended = false;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void close(String why) {
            reason = why;
        }

        @Override
        public void closeAfterWrites(String why, long timeoutMillis) {
            reason = why;
        }
    }
}
