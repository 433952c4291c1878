package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.DefaultTransportMetadata;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.IoService;
import org.apache.mina.core.service.TransportMetadata;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/** MINA's side of one connection. MINA's own class can't be made outside its package, and has no room for ours. */
final class WireSession extends NioSession {
    static final TransportMetadata METADATA = new DefaultTransportMetadata(
            "wire", "tcp", false, true, InetSocketAddress.class, SocketSessionConfig.class, IoBuffer.class);

    private final Outbox outbox = new Outbox();

    /** Set and read on the I/O thread. */
    private NioProcessor processor;

    private int readBufferBytes;
    private IoTurns connection;

    WireSession(IoService service, IoProcessor<NioSession> processors, SocketChannel channel) {
        super(processors, service, channel);
        config = service.getSessionConfig();
    }

    Outbox outbox() {
        return outbox;
    }

    /** The processor that owns this session from the start of its life on its thread. */
    NioProcessor owner() {
        return processor;
    }

    /** What is handed to a handler in one call at most. */
    int readBufferBytes() {
        return readBufferBytes;
    }

    void ownedBy(NioProcessor owner, int bufferBytes) {
        processor = owner;
        readBufferBytes = bufferBytes;
    }

    /** The port's side, or null as long as the session is not open, and for ever when it was refused. */
    IoTurns connection() {
        return connection;
    }

    void carries(IoTurns opened) {
        connection = opened;
    }

    @Override
    public SocketChannel getChannel() {
        return (SocketChannel) channel;
    }

    @Override
    public TransportMetadata getTransportMetadata() {
        return METADATA;
    }

    /** The service's, shared: options were set on the socket itself. */
    @Override
    public SocketSessionConfig getConfig() {
        return (SocketSessionConfig) config;
    }

    /** Null when the socket is not connected or no longer. */
    @Override
    public InetSocketAddress getRemoteAddress() {
        try {
            return (InetSocketAddress) getChannel().getRemoteAddress();
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        try {
            return (InetSocketAddress) getChannel().getLocalAddress();
        } catch (IOException closed) {
            return null;
        }
    }
}
