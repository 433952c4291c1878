package org.torrent.wire.tcp;

import java.net.InetSocketAddress;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.wire.reason.Reasons;

/** Begin and end of sessions, as MINA tells them on the I/O thread. Bytes don't come this way. */
final class SessionEvents extends IoHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);

    private final Connections connections;

    /** Decides about accepted sessions; null where all are dialled. */
    private final Acceptor acceptor;

    private SessionEvents(Connections connections, Acceptor acceptor) {
        this.connections = connections;
        this.acceptor = acceptor;
    }

    static SessionEvents ofAccepted(Connections connections, Acceptor acceptor) {
        return new SessionEvents(connections, acceptor);
    }

    static SessionEvents ofDialled(Connections connections) {
        return new SessionEvents(connections, null);
    }

    @Override
    public void sessionOpened(IoSession opened) {
        WireSession session = (WireSession) opened;
        InetSocketAddress remote = session.getRemoteAddress();
        ConnectionHandler handler = remote == null ? null : handler(session, remote);
        if (handler == null) {
            session.closeNow();
            return;
        }
        TcpConnection connection = new TcpConnection(session, remote, handler, connections);
        session.carries(connection);
        connection.opened();
        connections.opened(connection);
    }

    private ConnectionHandler handler(WireSession session, InetSocketAddress remote) {
        Dial dial = Dial.of(session);
        if (dial != null) {
            return dial.connected() ? dial.handler() : null;
        }
        try {
            return acceptor.accept(remote);
        } catch (Throwable failure) { // Foreign code.
            LOG.warn("tcp {} is refused: the acceptor failed", Reasons.text(remote), failure);
            return null;
        }
    }

    @Override
    public void sessionClosed(IoSession closed) {
        WireSession session = (WireSession) closed;
        IoTurns connection = session.connection();
        Dial dial = Dial.of(session);
        if (connection != null) {
            connection.closed();
        } else if (dial != null) {
            dial.failed(Reasons.CLOSED_BY_PEER);
        } else {
            connections.leave();
        }
    }

    @Override
    public void exceptionCaught(IoSession failed, Throwable failure) {
        IoTurns connection = ((WireSession) failed).connection();
        if (connection == null) {
            failed.closeNow();
        } else if (!connection.isEnded()) {
            connection.failed(failure);
        }
    }
}
