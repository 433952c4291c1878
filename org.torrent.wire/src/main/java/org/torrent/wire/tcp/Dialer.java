package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.polling.AbstractPollingIoConnector;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.TransportMetadata;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.torrent.wire.reason.Reasons;

/**
 * Connects, on one thread that lives while a dial is pending.
 *
 * <p>Not MINA's {@code NioSocketConnector}: it is final, has one time-out for all dials, and a dial that another thread
 * cancels while it completes is counted off twice, after which its thread never ends. Here dials end on the dialling
 * thread only, in {@link #select}.
 */
final class Dialer extends AbstractPollingIoConnector<NioSession, SocketChannel> {
    private volatile int socketBufferBytes;

    /** Assigned by {@link #init}, which the super constructor calls. */
    private Selector selector;

    private volatile boolean stopped;

    Dialer(IoThreads threads, IoProcessor<NioSession> processors, Settings settings) {
        super(SocketOptions.service(settings.socketBufferBytes()), threads, processors);
        socketBufferBytes = settings.socketBufferBytes();
        setSessionDataStructureFactory(new WireQueues());
        setConnectTimeoutMillis(2 * Limits.CONNECT_MAX_MILLIS);
    }

    /** For the dials to come. */
    void socketBuffer(int bytes) {
        socketBufferBytes = bytes;
    }

    /** Gives up what is pending and ends the thread. */
    void stop() {
        stopped = true;
        dispose();
    }

    @Override
    protected int select(int timeoutMillis) throws IOException {
        long wait = timeoutMillis;
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()) {
                wait = Math.min(wait, giveUpOrWait(request(key)));
            }
        }
        return wait > 0 ? selector.select(wait) : selector.selectNow();
    }

    /** Milliseconds the dial still has; 0 when it was given up. */
    private long giveUpOrWait(ConnectionRequest request) {
        Dial dial = (Dial) request.getSessionInitializer();
        long remaining = dial.remainingNanos();
        if (!stopped && remaining > 0) {
            return 1 + TimeUnit.NANOSECONDS.toMillis(remaining);
        }
        if (stopped) {
            dial.failed(Reasons.STOPPED);
        } else {
            dial.timedOut();
        }
        request.cancel();
        return 0;
    }

    /** Null for a dial that was given up, so that MINA does not complete it as well. */
    @Override
    protected ConnectionRequest getConnectionRequest(SocketChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        ConnectionRequest request = key == null || !key.isValid() ? null : request(key);
        return request == null || request.isCanceled() ? null : request;
    }

    @Override
    protected SocketChannel newHandle(SocketAddress local) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            SocketOptions.apply(channel, socketBufferBytes);
            if (local != null) {
                bind(channel, local);
            }
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void bind(SocketChannel channel, SocketAddress local) throws IOException {
        try {
            channel.bind(local);
        } catch (IOException | UnsupportedAddressTypeException failure) {
            String host = ((InetSocketAddress) local).getAddress().getHostAddress();
            throw new IOException("can't dial from " + host + ": " + Reasons.of(failure), failure);
        }
    }

    @Override
    protected NioSession newSession(IoProcessor<NioSession> processors, SocketChannel channel) {
        return new WireSession(this, processors, channel);
    }

    @Override
    protected boolean connect(SocketChannel channel, SocketAddress remote) throws IOException {
        return channel.connect(remote);
    }

    @Override
    protected void register(SocketChannel channel, ConnectionRequest request) throws IOException {
        channel.register(selector, SelectionKey.OP_CONNECT, request);
    }

    @Override
    protected boolean finishConnect(SocketChannel channel) throws IOException {
        if (!channel.finishConnect()) {
            return false;
        }
        channel.keyFor(selector).cancel();
        return true;
    }

    @Override
    protected void close(SocketChannel channel) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
        channel.close();
    }

    @Override
    protected Iterator<SocketChannel> selectedHandles() {
        return new Channels(selector.selectedKeys().iterator());
    }

    @Override
    protected Iterator<SocketChannel> allHandles() {
        return new Channels(selector.keys().iterator());
    }

    @Override
    protected void init() throws IOException {
        selector = Selector.open();
    }

    @Override
    protected void destroy() throws IOException {
        if (selector != null) {
            selector.close();
        }
    }

    @Override
    protected void wakeup() {
        selector.wakeup();
    }

    @Override
    public TransportMetadata getTransportMetadata() {
        return WireSession.METADATA;
    }

    @Override
    public SocketSessionConfig getSessionConfig() {
        return (SocketSessionConfig) sessionConfig;
    }

    @SuppressWarnings("unchecked") // What register() attached.
    private ConnectionRequest request(SelectionKey key) {
        return (ConnectionRequest) key.attachment();
    }

    private record Channels(Iterator<SelectionKey> keys) implements Iterator<SocketChannel> {
        @Override
        public boolean hasNext() {
            return keys.hasNext();
        }

        @Override
        public SocketChannel next() {
            return (SocketChannel) keys.next().channel();
        }

        @Override
        public void remove() {
            keys.remove();
        }
    }
}
