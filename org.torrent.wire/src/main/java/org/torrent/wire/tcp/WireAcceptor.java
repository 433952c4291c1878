package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.wire.reason.Reasons;

/** Accepts on one port, on a thread of its own. */
final class WireAcceptor extends NioSocketAcceptor {
    private static final Logger LOG = LoggerFactory.getLogger(WireAcceptor.class);

    /** Its address for people, made beforehand: without descriptors not even classes can be loaded. */
    private final String name;

    private final Connections connections;
    private final int socketBufferBytes;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** 0, or how long the next pause lasts. Acceptor thread. */
    private long pauseMillis;

    WireAcceptor(
            InetSocketAddress address,
            IoThreads threads,
            IoProcessor<NioSession> processors,
            Connections connections,
            Settings settings) {
        super(threads, processors);
        this.name = Reasons.text(address);
        this.connections = connections;
        this.socketBufferBytes = settings.socketBufferBytes();
        getSessionConfig().setAll(SocketOptions.service(socketBufferBytes));
        setSessionDataStructureFactory(new WireQueues());
        setReuseAddress(true);
        setBacklog(Limits.ACCEPT_BACKLOG);
        setCloseOnDeactivation(false);
    }

    /** Stops accepting and ends the thread; connections stay. */
    void close() {
        closing.countDown();
        unbind();
        dispose();
    }

    @Override
    protected NioSession accept(IoProcessor<NioSession> processors, ServerSocketChannel port) {
        if (port == null) {
            return null;
        }
        try {
            SocketChannel channel = port.accept();
            pauseMillis = 0;
            return channel == null ? null : admit(processors, channel);
        } catch (Throwable failure) { // Whatever it is, the port must not go deaf.
            pause(failure);
            return null;
        }
    }

    private NioSession admit(IoProcessor<NioSession> processors, SocketChannel channel) throws IOException {
        if (connections.enter() != null) {
            channel.close();
            return null;
        }
        try {
            SocketOptions.apply(channel, socketBufferBytes);
            return new WireSession(this, processors, channel);
        } catch (IOException | RuntimeException gone) { // The peer went away meanwhile.
            connections.leave();
            channel.close();
            return null;
        }
    }

    /** No descriptor is left, most likely: whoever connects waits in the backlog until one is. */
    private void pause(Throwable failure) {
        if (closing.getCount() == 0) {
            return;
        }
        if (pauseMillis == 0) {
            LOG.warn("accepting on {} pauses: {}", name, Reasons.of(failure));
        }
        pauseMillis = Math.min(Limits.ACCEPT_PAUSE_MAX_MILLIS, Math.max(Limits.ACCEPT_PAUSE_MILLIS, 2 * pauseMillis));
        try {
            closing.await(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
