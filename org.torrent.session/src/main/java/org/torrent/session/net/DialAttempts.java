package org.torrent.session.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/** One dial by several ways: a way that fails is followed by the next one, and the first connection that opens stays. */
final class DialAttempts implements ConnectionHandler {
    private final InetAddress local;
    private final InetSocketAddress remote;
    private final long timeoutMillis;
    private final ConnectionHandler handler;
    private final Iterator<TransportEntry> ways;
    private final DialMemory memory;

    /** Why the ways so far failed. Like the rest, changed by one way after the other. */
    private final List<String> failures = new ArrayList<>();

    private String kind;
    private boolean open;

    DialAttempts(
            InetAddress local,
            InetSocketAddress remote,
            long timeoutMillis,
            ConnectionHandler handler,
            List<TransportEntry> ways,
            DialMemory memory) {
        this.local = local;
        this.remote = remote;
        this.timeoutMillis = timeoutMillis;
        this.handler = handler;
        this.ways = ways.iterator();
        this.memory = memory;
    }

    /** Tries the next way; there must be one. */
    void next() {
        TransportEntry way = ways.next();
        kind = way.kind();
        way.transport().connect(local, remote, timeoutMillis, this);
    }

    @Override
    public void onOpen(Connection connection) {
        open = true;
        memory.reached(remote, kind);
        handler.onOpen(connection);
    }

    @Override
    public void onReceived(ByteBuffer bytes) {
        handler.onReceived(bytes);
    }

    @Override
    public void onWritten(long bytes) {
        handler.onWritten(bytes);
    }

    @Override
    public void onClosed(String reason) {
        if (open) {
            handler.onClosed(reason);
            return;
        }
        failures.add(kind + ": " + reason);
        if (ways.hasNext()) {
            next();
        } else {
            handler.onClosed(String.join("; ", failures));
        }
    }
}
