package org.torrent.wire.tcp;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.torrent.spi.transport.Listener;

/** A bound port and what must hear of its end. */
final class TcpListener implements Listener {
    private final InetSocketAddress address;
    private final WireAcceptor acceptor;
    private final Consumer<TcpListener> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    TcpListener(InetSocketAddress address, WireAcceptor acceptor, Consumer<TcpListener> onClose) {
        this.address = address;
        this.acceptor = acceptor;
        this.onClose = onClose;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            acceptor.close();
            onClose.accept(this);
        }
    }
}
