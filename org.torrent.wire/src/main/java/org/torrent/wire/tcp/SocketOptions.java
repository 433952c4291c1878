package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.apache.mina.transport.socket.DefaultSocketSessionConfig;
import org.apache.mina.transport.socket.SocketSessionConfig;

/** How sockets, and MINA's view of them, are set up. */
final class SocketOptions {
    private SocketOptions() {}

    /** Sets a socket's options; before connecting, so that the window it offers fits the buffer. */
    static void apply(SocketChannel channel, int bufferBytes) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (bufferBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
        }
    }

    /**
     * What MINA needs to know of a service's sockets. Its read buffer is never used, and allocated anew for each read:
     * 16 bytes are cheap. The largest one bounds what it writes per turn, in which we count for ourselves.
     */
    static SocketSessionConfig service(int bufferBytes) {
        DefaultSocketSessionConfig config = new DefaultSocketSessionConfig();
        config.setMinReadBufferSize(1);
        config.setReadBufferSize(16);
        config.setMaxReadBufferSize(Integer.MAX_VALUE / 2);
        if (bufferBytes > 0) {
            config.setReceiveBufferSize(bufferBytes);
            config.setSendBufferSize(bufferBytes);
        }
        return config;
    }
}
