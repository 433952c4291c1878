package org.torrent.session.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.MessageEncoder;
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
    void onClosed_whenDecodingThrewInMidPortion_shouldGiveTheBlocksBack() {
        WireConnection wire = connected(new FailingPool(pool));
        ByteBuffer bytes = handshakeAndPieces(2, BLOCK);
        assertThatThrownBy(() -> wire.onReceived(bytes)).isInstanceOf(OutOfMemoryError.class);
        wire.onClosed("failed");
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
    private static final class Owner implements WireOwner {
        @Override
        public void onOpen(PeerWire wire) {}

        @Override
        public void onHandshake(PeerWire wire, Handshake handshake) {}

        @Override
        public void onBatch(PeerWire wire, WireBatch batch) {}

        @Override
        public void onRoom(PeerWire wire) {}

        @Override
        public void onClosed(PeerWire wire, String reason) {}
    }

    private static final class Line implements Connection {
        private String reason;

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
        public void suspendRead() {}

        @Override
        public void resumeRead() {}

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
