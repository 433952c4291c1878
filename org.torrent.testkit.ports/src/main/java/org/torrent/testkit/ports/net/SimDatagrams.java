package org.torrent.testkit.ports.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.spi.datagram.DatagramCounts;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;

/**
 * The datagram port on a simulated host: each datagram takes its own time, so they overtake each other, are lost or
 * arrive twice, as the path says. A machine that is there tells when nobody has the port. Closing it is what the
 * departure of the provider is.
 */
public final class SimDatagrams implements DatagramTransport, AutoCloseable {
    private static final String KIND = "udp";

    private final SimMachine machine;
    private final SimDirectory directory;
    private final int queueBytes;
    private final int perSecond;
    private final Map<InetSocketAddress, SimSocket> sockets = new LinkedHashMap<>();
    private long waitingBytes;
    private boolean closed;

    SimDatagrams(SimMachine machine, SimDirectory directory, int queueBytes, int perSecond) {
        this.machine = machine;
        this.directory = directory;
        this.queueBytes = queueBytes;
        this.perSecond = perSecond;
    }

    /** An address of its host. */
    public InetSocketAddress endpoint(int port) {
        return machine.endpoint(port);
    }

    @Override
    public DatagramPort open(InetSocketAddress wanted, int priority, DatagramHandler handler) throws IOException {
        if (closed) {
            throw new IOException("can't listen on " + wanted + ": " + SimCarrier.STOPPED);
        }
        InetSocketAddress address = wanted;
        SimSocket socket = sockets.get(wanted);
        if (socket == null) {
            socket = new SimSocket(machine, perSecond);
            int port = directory.datagrams().bind(machine.address(), KIND, wanted, socket);
            address = new InetSocketAddress(wanted.getAddress(), port);
            sockets.put(address, socket);
        }
        SimSocket.User user = new SimSocket.User(priority, handler);
        socket.add(user);
        return new Share(socket, user, address);
    }

    @Override
    public void close() {
        closed = true;
        sockets.forEach((address, socket) -> {
            List<SimSocket.User> left = List.copyOf(socket.users());
            socket.users().clear();
            release(address, socket);
            machine.io().execute(() -> left.forEach(user -> user.close(SimCarrier.STOPPED)));
        });
        sockets.clear();
    }

    private void release(InetSocketAddress address, SimSocket socket) {
        directory.datagrams().free(machine.address(), KIND, address.getPort(), socket);
    }

    private final class Share implements DatagramPort {
        private final SimSocket socket;
        private final SimSocket.User user;
        private final InetSocketAddress address;

        Share(SimSocket socket, SimSocket.User user, InetSocketAddress address) {
            this.socket = socket;
            this.user = user;
            this.address = address;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public DatagramCounts counts() {
            return socket.counts();
        }

        @Override
        public boolean send(InetSocketAddress remote, ByteBuffer datagram) {
            int length = datagram.remaining();
            boolean fits = length > 0 && length <= MAX_BYTES && waitingBytes + length <= queueBytes;
            if (!fits || remote.isUnresolved() || !socket.users().contains(user)) {
                socket.countRefused();
                return false;
            }
            byte[] bytes = new byte[length];
            datagram.duplicate().get(bytes);
            waitingBytes += length;
            machine.io().execute(() -> leave(remote, bytes));
            return true;
        }

        private void leave(InetSocketAddress remote, byte[] bytes) {
            long nanos = machine.up().takeNanos(bytes.length);
            if (nanos == 0) {
                left(remote, bytes);
            } else {
                machine.io().schedule(() -> left(remote, bytes), nanos);
            }
        }

        private void left(InetSocketAddress remote, byte[] bytes) {
            waitingBytes -= bytes.length;
            if (remote.getAddress().getClass() != machine.address().getClass()) {
                socket.failed(user, remote, "network is unreachable");
                return;
            }
            socket.countSent(remote);
            SimMachine to = directory.machine(remote.getAddress());
            if (to == null || machine.isCut(to)) {
                return;
            }
            Path path = machine.paths().path(machine.address(), to.address());
            travel(to, path, remote, bytes);
            if (path.duplicates() > 0 && machine.paths().random().nextDouble() < path.duplicates()) {
                travel(to, path, remote, bytes);
            }
        }

        private void travel(SimMachine to, Path path, InetSocketAddress remote, byte[] bytes) {
            if (path.loss() == 0 || machine.paths().random().nextDouble() >= path.loss()) {
                to.io()
                        .schedule(
                                () -> arrive(to, remote, bytes), machine.paths().onceNanos(path));
            }
        }

        private void arrive(SimMachine to, InetSocketAddress remote, byte[] bytes) {
            to.down().takeNanos(bytes.length);
            InetSocketAddress from = machine.endpoint(address.getPort());
            SimSocket target = directory.datagrams().find(remote, KIND);
            if (target != null && target.expects(from)) {
                target.received(from, bytes);
            } else if (target == null && !to.isFiltered()) {
                long back = machine.paths().onceNanos(machine.paths().path(to.address(), machine.address()));
                machine.io().schedule(() -> socket.failed(user, remote, "connection refused"), back);
            }
        }

        @Override
        public void close() {
            if (!socket.users().remove(user)) {
                return;
            }
            if (socket.users().isEmpty()) {
                sockets.remove(address);
                release(address, socket);
            }
            machine.io().execute(() -> user.close("closed"));
        }
    }
}
