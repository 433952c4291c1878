package org.torrent.wire.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/** Our transport. */
final class WireCarrier implements Throughput.Carrier {
    private final TcpTransport transport = new TcpTransport(Settings.DEFAULTS);

    @Override
    public void run(int connections, long bytesEach, CountDownLatch arrived) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = transport.listen(any, remote -> new Reader(bytesEach, arrived));
        for (int i = 0; i < connections; i++) {
            transport.connect(listener.address(), 10_000, new Writer(bytesEach));
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private static final class Reader implements ConnectionHandler {
        private final CountDownLatch arrived;
        private long left;

        Reader(long bytes, CountDownLatch arrived) {
            this.left = bytes;
            this.arrived = arrived;
        }

        @Override
        public void onOpen(Connection connection) {}

        @Override
        public void onReceived(ByteBuffer bytes) {
            boolean more = left > 0;
            left -= bytes.remaining();
            bytes.position(bytes.limit());
            if (more && left <= 0) {
                arrived.countDown();
            }
        }

        @Override
        public void onWritten(long bytes) {}

        @Override
        public void onClosed(String reason) {}
    }

    private static final class Writer implements ConnectionHandler {
        private final Reused[] ring = new Reused[Throughput.WINDOW_BLOCKS];
        private Connection connection;
        private int next;
        private long left;

        Writer(long bytes) {
            left = bytes;
            for (int i = 0; i < ring.length; i++) {
                ring[i] = new Reused();
            }
        }

        @Override
        public void onOpen(Connection opened) {
            connection = opened;
            onWritten(0);
        }

        @Override
        public void onReceived(ByteBuffer bytes) {}

        @Override
        public void onWritten(long bytes) {
            while (left > 0 && ring[next].isReleased()) {
                connection.write(ring[next].lend());
                left -= Throughput.BLOCK_BYTES;
                next = (next + 1) % ring.length;
            }
        }

        @Override
        public void onClosed(String reason) {}
    }

    /** One buffer lent again and again, on one thread. */
    private static final class Reused implements Block {
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(Throughput.BLOCK_BYTES);
        private boolean lent;

        Block lend() {
            lent = true;
            bytes.clear();
            return this;
        }

        @Override
        public ByteBuffer buffer() {
            return bytes;
        }

        @Override
        public Block retain() {
            throw new UnsupportedOperationException("has one holder");
        }

        @Override
        public void release() {
            lent = false;
        }

        @Override
        public boolean isReleased() {
            return !lent;
        }
    }
}
