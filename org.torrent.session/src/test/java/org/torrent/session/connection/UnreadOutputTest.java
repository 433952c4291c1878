package org.torrent.session.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;

/** What peers do not read has a bound in sum. */
class UnreadOutputTest {
    private static final long MAX = 4L * 100 * TorrentLimits.UNREAD_BYTES; // a quarter is for unread messages

    private final RetainedHeap heap = new RetainedHeap(MAX);
    private final WireSetup setup = new WireSetup(new DirectBlockPool(1 << 20));

    private WireConnection wire(int number) {
        WireConnection wire = WireConnection.accepted(
                setup, (handshake, learned) -> null, new InetSocketAddress("10.0.1." + number, 1));
        wire.onOpen(new Swallowing());
        return wire;
    }

    private UnreadOutput output(WireConnection wire) {
        return new UnreadOutput(wire, heap.open(RetainedHeap.Kind.UNREAD_MESSAGES), 0);
    }

    private static void queue(WireConnection wire, int bytes) {
        wire.sender().send(ByteBuffer.allocate(bytes));
    }

    @Test
    void keep_whenManyReadNothing_shouldBeBoundedInSumAndGiveBackWhatLeaves() {
        WireConnection reads = wire(200);
        UnreadOutput reading = output(reads);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            WireConnection wire = wire(i);
            UnreadOutput unread = output(wire);
            queue(wire, 4 * TorrentLimits.UNREAD_BYTES);
            refused += unread.keep() ? 0 : 1;
        }
        assertThat(refused).isEqualTo(75);
        assertThat(heap.sum()).isEqualTo(100L * TorrentLimits.UNREAD_BYTES);
        queue(reads, TorrentLimits.UNREAD_BYTES);
        assertThat(reading.keep()).as("a little is everybody's").isTrue();
    }

    @Test
    void keep_whenThePeerReadsOrIsGone_shouldCountNothing() {
        WireConnection wire = wire(1);
        UnreadOutput unread = output(wire);
        queue(wire, 4 * TorrentLimits.UNREAD_BYTES);
        assertThat(unread.keep()).isTrue();
        wire.onWritten(3L * TorrentLimits.UNREAD_BYTES);
        assertThat(unread.isStuck(1, false)).isFalse();
        assertThat(heap.sum()).isLessThanOrEqualTo(TorrentLimits.UNREAD_BYTES);
        queue(wire, 4 * TorrentLimits.UNREAD_BYTES);
        unread.keep();
        unread.ended();
        assertThat(heap.sum()).isZero();
    }

    @Test
    void isStuck_whenBlocksWaitForAChokedPeer_shouldLoseItsPatienceSooner() {
        WireConnection wire = wire(1);
        UnreadOutput unread = output(wire);
        queue(wire, 10);
        assertThat(unread.isStuck(0, true)).isFalse();
        assertThat(unread.isStuck(TorrentLimits.CHOKED_UNREAD_NANOS + 1, true))
                .as("it holds no blocks")
                .isFalse();
        Block block = new DirectBlockPool(1 << 20).tryAcquire(BlockPool.HEADER_BYTES + 100);
        block.buffer().position(BlockPool.HEADER_BYTES);
        wire.sender().sendPiece(new BlockRequest(0, 0, 100), block);
        assertThat(unread.isStuck(TorrentLimits.CHOKED_UNREAD_NANOS + 1, false)).isFalse();
        assertThat(unread.isStuck(TorrentLimits.CHOKED_UNREAD_NANOS + 1, true)).isTrue();
        wire.onWritten(10);
        assertThat(unread.isStuck(TorrentLimits.CHOKED_UNREAD_NANOS + 1, true))
                .as("some left")
                .isFalse();
    }

    /** The socket takes nothing. */
    private static final class Swallowing implements Connection {
        @Override
        public InetSocketAddress local() {
            return null;
        }

        @Override
        public InetSocketAddress remote() {
            return null;
        }

        @Override
        public void write(ByteBuffer bytes) {}

        @Override
        public void write(Block block) {}

        @Override
        public void suspendRead() {}

        @Override
        public void resumeRead() {}

        @Override
        public void execute(Runnable task) {}

        @Override
        public void close(String reason) {}

        @Override
        public void closeAfterWrites(String reason, long timeoutMillis) {}
    }
}
