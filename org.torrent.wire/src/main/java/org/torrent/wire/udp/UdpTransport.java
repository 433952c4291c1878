package org.torrent.wire.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.datagram.DatagramCounts;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.wire.reason.Reasons;

/** UDP: the sockets that are bound, and the thread they share from the first of them on. Its lock is itself. */
public final class UdpTransport implements DatagramTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

    private final Map<InetSocketAddress, UdpSocket> sockets = new HashMap<>();
    private UdpSettings settings;
    private UdpLoop loop; // null as long as nobody opened anything
    private boolean stopped;

    /** Ready to open; the thread starts with the first socket. */
    public UdpTransport(UdpSettings settings) {
        this.settings = settings;
    }

    /** Applies to all sockets at once. */
    public synchronized void reconfigure(UdpSettings changed) {
        settings = changed;
        sockets.values().forEach(socket -> socket.settings(changed));
    }

    @Override
    public DatagramPort open(InetSocketAddress address, int priority, DatagramHandler handler) throws IOException {
        UdpLoop running;
        try {
            return openNow(address, priority, handler);
        } catch (IOException taken) {
            running = loopIfRunning();
            if (address.getPort() == 0 || running == null || running.inLoop()) {
                throw taken;
            }
        }
        running.awaitReleased(); // by a socket of ours that has just closed, perhaps
        return openNow(address, priority, handler);
    }

    private synchronized UdpLoop loopIfRunning() {
        return stopped ? null : loop;
    }

    private synchronized DatagramPort openNow(InetSocketAddress address, int priority, DatagramHandler handler)
            throws IOException {
        if (stopped) {
            throw new IOException(Reasons.text(address) + " can't be bound: " + Reasons.STOPPED);
        }
        UdpSocket socket = sockets.get(address);
        boolean isNew = socket == null;
        if (isNew) {
            socket = bind(address);
            sockets.put(socket.address(), socket);
        }
        UdpUsers.User user = new UdpUsers.User(priority, handler);
        socket.users().add(user);
        if (isNew) {
            socket.start();
        }
        return new Share(socket, user);
    }

    private UdpSocket bind(InetSocketAddress address) throws IOException {
        if (loop == null) {
            loop = new UdpLoop();
        }
        try {
            return UdpSocket.bind(address, loop, settings, this::broken);
        } catch (IOException | RuntimeException failure) {
            throw new IOException(Reasons.bind(address, failure), failure);
        }
    }

    /** On the loop. Handlers are foreign code: they are told outside of the lock. */
    private void broken(UdpSocket socket, String reason) {
        List<UdpUsers.User> left;
        synchronized (this) {
            sockets.remove(socket.address(), socket);
            left = socket.users().removeAll();
            socket.close();
        }
        left.forEach(user -> socket.users().closed(user, reason));
    }

    private synchronized void leave(UdpSocket socket, UdpUsers.User user) {
        if (!socket.users().remove(user)) {
            return;
        }
        if (socket.users().isEmpty()) {
            sockets.remove(socket.address(), socket);
            socket.close();
        }
        loop.execute(() -> socket.users().closed(user, "closed"));
    }

    /** Closes every socket, tells every user, and waits for the thread. Idempotent. */
    @Override
    public void close() {
        UdpLoop ending;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            ending = loop;
            for (UdpSocket socket : sockets.values()) {
                List<UdpUsers.User> left = socket.users().removeAll();
                socket.close();
                loop.execute(() -> left.forEach(user -> socket.users().closed(user, Reasons.STOPPED)));
            }
            sockets.clear();
        }
        if (ending != null && !ending.stop(UdpLimits.STOP_MILLIS)) {
            LOG.warn("left behind on stop: the datagram thread");
        }
    }

    /** One user's view of a socket. */
    private final class Share implements DatagramPort {
        private final UdpSocket socket;
        private final UdpUsers.User user;
        private volatile boolean open = true;

        Share(UdpSocket socket, UdpUsers.User user) {
            this.socket = socket;
            this.user = user;
        }

        @Override
        public InetSocketAddress address() {
            return socket.address();
        }

        @Override
        public boolean send(InetSocketAddress remote, ByteBuffer datagram) {
            return open && socket.send(remote, datagram, user);
        }

        @Override
        public DatagramCounts counts() {
            return socket.counters().snapshot();
        }

        @Override
        public void close() {
            open = false;
            leave(socket, user);
        }
    }
}
