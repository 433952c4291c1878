package org.torrent.wire.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.apache.mina.transport.socket.nio.NioSocketConnector;

/** MINA as it comes: its reads, its filter chain, a write request per pooled direct buffer. */
final class MinaCarrier implements Throughput.Carrier {
    private final SimpleIoProcessorPool<NioSession> processors = new SimpleIoProcessorPool<>(NioProcessor.class, 2);
    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(processors);
    private final NioSocketConnector connector = new NioSocketConnector(processors);

    @Override
    public void run(int connections, long bytesEach, CountDownLatch arrived) throws Exception {
        configure(acceptor.getSessionConfig());
        configure(connector.getSessionConfig());
        acceptor.setHandler(new Reader(bytesEach, arrived));
        connector.setHandler(new Writer(bytesEach));
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (int i = 0; i < connections; i++) {
            connector.connect(acceptor.getLocalAddress());
        }
    }

    private static void configure(SocketSessionConfig config) {
        config.setReceiveBufferSize(Throughput.SOCKET_BUFFER_BYTES);
        config.setSendBufferSize(Throughput.SOCKET_BUFFER_BYTES);
        config.setTcpNoDelay(true);
    }

    @Override
    public void close() {
        connector.dispose();
        acceptor.dispose();
        processors.dispose();
    }

    private static final class Reader extends IoHandlerAdapter {
        private final long bytes;
        private final CountDownLatch arrived;

        Reader(long bytes, CountDownLatch arrived) {
            this.bytes = bytes;
            this.arrived = arrived;
        }

        @Override
        public void messageReceived(IoSession session, Object message) {
            ((IoBuffer) message).skip(((IoBuffer) message).remaining());
            // MINA counts what it read.
            if (session.getReadBytes() >= bytes && session.setAttributeIfAbsent("arrived", true) == null) {
                arrived.countDown();
            }
        }
    }

    private static final class Writer extends IoHandlerAdapter {
        private final long bytes;

        Writer(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void sessionOpened(IoSession session) {
            ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
            for (int i = 0; i < Throughput.WINDOW_BLOCKS; i++) {
                free.add(ByteBuffer.allocateDirect(Throughput.BLOCK_BYTES));
            }
            session.setAttribute("left", new long[] {bytes});
            free.forEach(block -> send(session, block));
        }

        @Override
        public void messageSent(IoSession session, Object message) {
            send(session, ((IoBuffer) message).buf());
        }

        private static void send(IoSession session, ByteBuffer block) {
            long[] left = (long[]) session.getAttribute("left");
            if (left[0] > 0) {
                left[0] -= Throughput.BLOCK_BYTES;
                session.write(IoBuffer.wrap(block.clear()));
            }
        }
    }
}
