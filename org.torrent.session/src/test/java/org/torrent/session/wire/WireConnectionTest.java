package org.torrent.session.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.budget.BreachLimits;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;

class WireConnectionTest {
    private static final InetSocketAddress REMOTE = new InetSocketAddress("10.0.0.1", 1);
    private static final int BLOCK = 16 * 1024;

    private final DirectBlockPool pool = new DirectBlockPool(1 << 20);
    private final Line line = new Line();

    private WireConnection connected(BlockPool from) {
        WireConnection wire = WireConnection.accepted(new WireSetup(from), (handshake, learned) -> new Owner(), REMOTE);
        wire.onOpen(line);
        return wire;
    }

    private static ByteBuffer handshakeAndPieces(int pieces, int length) {
        byte[] handshake = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20])).encode();
        ByteBuffer bytes =
                ByteBuffer.allocate(handshake.length + pieces * (MessageEncoder.PIECE_HEADER_BYTES + length));
        bytes.put(handshake);
        for (int i = 0; i < pieces; i++) {
            MessageEncoder.pieceHeader(bytes, 0, i * length, length);
            bytes.put(new byte[length]);
        }
        return bytes.flip();
    }

    @Test
    void onReceived_whenABlockIsLongerThanAnyWeAskFor_shouldCloseBeforeLendingMemory() {
        WireConnection wire = connected(pool);
        wire.onReceived(handshakeAndPieces(1, 2 * BLOCK));
        assertThat(line.reason).contains("expected 10 to 16393");
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onReceived_whenWhatComesIsNoHandshake_shouldNotCountItAgainstTheAddress() {
        WireSetup setup = new WireSetup(pool);
        for (int i = 0; i < 2 * BreachLimits.FREE_BREACHES; i++) { // as encrypted first attempts are
            WireConnection wire = WireConnection.accepted(setup, (handshake, learned) -> new Owner(), REMOTE);
            wire.onOpen(line);
            wire.onReceived(ByteBuffer.wrap(new byte[96]));
            wire.onClosed(line.reason);
        }
        assertThat(setup.connections().counts().refused()).isZero();
        assertThat(setup.connections().accept(REMOTE.getAddress())).isNotNull();
        assertThat(setup.connections().accept(REMOTE.getAddress())).isNotNull();
    }

    @Test
    void onReceived_whenAPeerBreaksTheProtocol_shouldCountItOnceAgainstTheAddress() {
        WireSetup setup = new WireSetup(pool);
        for (int i = 0; i < BreachLimits.FREE_BREACHES; i++) {
            WireConnection wire = WireConnection.accepted(setup, (handshake, learned) -> new Owner(), REMOTE);
            wire.onOpen(line);
            wire.onReceived(handshakeAndPieces(1, 2 * BLOCK));
            wire.breached();
            wire.onClosed(line.reason);
        }
        assertThat(setup.connections().accept(REMOTE.getAddress())).isNotNull();
        assertThat(setup.connections().accept(REMOTE.getAddress()))
                .as("free ones are not used up")
                .isNotNull();
        WireConnection last = WireConnection.accepted(setup, (handshake, learned) -> new Owner(), REMOTE);
        last.breached();
        assertThat(setup.connections().accept(REMOTE.getAddress())).isNotNull();
        assertThat(setup.connections().accept(REMOTE.getAddress()))
                .as("one at a time")
                .isNull();
    }

    @Test
    void onClosed_whenDecodingThrewInMidPortion_shouldGiveTheBlocksBack() {
        WireConnection wire = connected(new FailingPool(pool));
        ByteBuffer bytes = handshakeAndPieces(2, BLOCK);
        assertThatThrownBy(() -> wire.onReceived(bytes)).isInstanceOf(OutOfMemoryError.class);
        wire.onClosed("failed");
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onOpen_whenItWasGivenUpBefore_shouldCloseAndTellNobody() {
        Owner owner = new Owner();
        WireConnection wire = WireConnection.dialled(new WireSetup(pool), InfoHash.of(new byte[20]), owner, REMOTE);
        wire.giveUp("no answer");
        assertThat(owner.heard).containsExactly("closed: no answer");
        wire.onOpen(line);
        assertThat(line.reason).contains("nobody waits");
        wire.onClosed(line.reason);
        assertThat(owner.heard).containsExactly("closed: no answer");
    }

    private static ByteBuffer handshakeAnd(int keepAlives) {
        byte[] handshake = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20])).encode();
        return ByteBuffer.allocate(handshake.length + 4 * keepAlives)
                .put(handshake)
                .put(new byte[4 * keepAlives])
                .flip();
    }

    private WireConnection waitingFor(CompletableFuture<WireOwner> torrent) {
        TorrentLookup later = new TorrentLookup() {
            @Override
            public WireOwner find(Handshake handshake, Learned learned) {
                return null;
            }

            @Override
            public CompletableFuture<WireOwner> await(Handshake handshake, InetSocketAddress remote) {
                return torrent;
            }
        };
        WireConnection wire = WireConnection.accepted(new WireSetup(pool), later, REMOTE);
        wire.onOpen(line);
        return wire;
    }

    @Test
    void onReceived_whenTheTorrentComesLater_shouldWaitAndThenTellAllInOrder() {
        CompletableFuture<WireOwner> torrent = new CompletableFuture<>();
        WireConnection wire = waitingFor(torrent);
        wire.onReceived(handshakeAnd(3));
        assertThat(wire.isHeld()).isTrue();
        assertThat(wire.isAttached()).isFalse();
        assertThat(line.suspended).isTrue();
        Owner owner = new Owner();
        torrent.complete(owner);
        assertThat(wire.isHeld()).isFalse();
        assertThat(wire.isAttached()).isTrue();
        assertThat(owner.heard).containsExactly("handshake", "3 messages");
        assertThat(line.suspended).isFalse();
        wire.onReceived(ByteBuffer.allocate(4));
        assertThat(owner.heard).containsExactly("handshake", "3 messages", "1 messages");
    }

    @Test
    void onReceived_whenItsTorrentComes_shouldBeHeldUntilItIsAttached() {
        CompletableFuture<WireOwner> torrent = new CompletableFuture<>();
        WireConnection wire = waitingFor(torrent);
        wire.onReceived(handshakeAnd(3));
        List<Boolean> wanted = new ArrayList<>();
        torrent.complete(new Owner() {
            @Override
            public int hashCode() { // asked while the budget gives it the place
                wanted.add(wire.isHeld() || wire.isAttached());
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }
        });
        assertThat(wanted).isNotEmpty().doesNotContain(false);
        assertThat(wire.isHeld()).isFalse();
    }

    @Test
    void onReceived_whenTheTorrentDoesNotCome_shouldClose() {
        CompletableFuture<WireOwner> torrent = new CompletableFuture<>();
        waitingFor(torrent).onReceived(handshakeAnd(0));
        assertThat(line.reason).isNull();
        torrent.complete(null);
        assertThat(line.reason).startsWith("no torrent ");
    }

    @Test
    void onReceived_whenItSaysTooMuchBeforeItsTorrentIsThere_shouldClose() {
        WireConnection wire = waitingFor(new CompletableFuture<>());
        wire.onReceived(handshakeAnd(WireLimits.HELD_MESSAGES));
        assertThat(line.reason).isNull();
        wire.onReceived(ByteBuffer.allocate(4));
        assertThat(line.reason).contains("too much before its torrent");
    }

    @Test
    void onClosed_whenItsTorrentIsNotThere_shouldCancelTheQuestion() {
        CompletableFuture<WireOwner> torrent = new CompletableFuture<>();
        WireConnection wire = waitingFor(torrent);
        wire.onReceived(handshakeAndPieces(1, BLOCK));
        assertThat(pool.lentBytes()).isPositive();
        line.closed = true;
        wire.onClosed("it went");
        assertThat(torrent).isCancelled();
        assertThat(pool.lentBytes()).isZero();
    }

    /** Lends one block, then finds no memory. */
    private static final class FailingPool implements BlockPool {
        private final BlockPool pool;
        private boolean lent;

        FailingPool(BlockPool pool) {
            this.pool = pool;
        }

        @Override
        public Block tryAcquire(int bytes) {
            if (lent) {
                throw new OutOfMemoryError("thrown by the test");
            }
            lent = true;
            return pool.tryAcquire(bytes);
        }

        @Override
        public void onAvailable(Runnable task) {
            pool.onAvailable(task);
        }

        @Override
        public long lentBytes() {
            return pool.lentBytes();
        }

        @Override
        public long capacityBytes() {
            return pool.capacityBytes();
        }
    }

    /** A torrent that does nothing with what it hears. */
    private static class Owner implements WireOwner {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onOpen(PeerWire wire) {}

        @Override
        public void onHandshake(PeerWire wire, Handshake handshake) {
            heard.add("handshake");
        }

        @Override
        public void onBatch(PeerWire wire, WireBatch batch) {
            heard.add(batch.events().size() + " messages");
        }

        @Override
        public void onRoom(PeerWire wire) {}

        @Override
        public void onClosed(PeerWire wire, String reason) {
            heard.add("closed: " + reason);
        }
    }

    private static final class Line implements Connection {
        private String reason;
        private boolean suspended;
        private boolean closed;

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
            if (!closed) {
                task.run();
            }
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
