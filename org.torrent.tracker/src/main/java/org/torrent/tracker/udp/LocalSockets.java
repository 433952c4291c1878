package org.torrent.tracker.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.tracker.Announced;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;

/** The sockets that UDP trackers are asked by: one for each address we listen on. On the trackers' loop. */
final class LocalSockets {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSockets.class);

    private final EventLoop loop;
    private final Clock clock;
    private final IntSupplier randomBits;
    private final Map<InetSocketAddress, LocalSocket> sockets = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong refusedBefore = new AtomicLong();
    private EventLoop.Timer sweep; // null while there are none

    LocalSockets(EventLoop loop, Clock clock, IntSupplier randomBits) {
        this.loop = loop;
        this.clock = clock;
        this.randomBits = randomBits;
    }

    /**
     * The one to ask a tracker by: at the address and port where peers reach us, shared with whoever else has datagrams
     * there, so that the way through a gateway is the same; never at an address that the user did not name.
     *
     * @param server one that an address of ours leads to
     * @throws TrackerException when no socket can be opened
     */
    LocalSocket of(Announced torrent, InetAddress server, DatagramTransport transport) throws TrackerException {
        closeWhatIsNotListenedOn(torrent);
        InetSocketAddress wanted = address(torrent, server);
        LocalSocket open = sockets.get(wanted);
        if (open != null) {
            return open;
        }
        forgetAnIdleOne();
        LocalSocket socket = open(wanted, transport);
        sockets.put(wanted, socket);
        if (sweep == null) {
            sweep = loop.schedule(this::sweep, Limits.UDP_SOCKET_IDLE_NANOS);
        }
        return socket;
    }

    private static InetSocketAddress address(Announced torrent, InetAddress server) {
        Optional<InetAddress> from = torrent.from().from(server);
        if (from.isEmpty()) {
            return new InetSocketAddress(torrent.port());
        }
        return torrent.listening().stream()
                .filter(own -> own.getAddress().equals(from.get()))
                .findFirst()
                .orElseGet(() -> new InetSocketAddress(from.get(), 0));
    }

    /** Else it would keep others from an address that overlaps: a wildcard's those from every other one. */
    private void closeWhatIsNotListenedOn(Announced torrent) {
        boolean any = torrent.from().isAny();
        closeIf((address, socket) -> !address.getAddress().isLoopbackAddress()
                && (any
                        ? !address.equals(new InetSocketAddress(torrent.port()))
                        : !torrent.listening().contains(address)));
    }

    private void sweep() {
        long now = clock.nowNanos();
        closeIf((address, socket) -> now - socket.usedNanos() >= Limits.UDP_SOCKET_IDLE_NANOS);
        sweep = sockets.isEmpty() ? null : loop.schedule(this::sweep, Limits.UDP_SOCKET_IDLE_NANOS);
    }

    private void closeIf(BiPredicate<InetSocketAddress, LocalSocket> condition) {
        Map.copyOf(sockets).forEach((address, socket) -> {
            if (socket.isIdle() && condition.test(address, socket)) {
                sockets.remove(address);
                leave(socket);
            }
        });
    }

    /** What is taken by another program, or by a socket for all addresses, is replaced by any port. */
    private LocalSocket open(InetSocketAddress wanted, DatagramTransport transport) throws TrackerException {
        LocalSocket socket = new LocalSocket(loop, clock, randomBits, this::gone);
        try {
            socket.open(transport, wanted);
            return socket;
        } catch (IOException taken) {
            LOG.debug("Announcing from another port: {}", taken.getMessage());
        }
        try {
            socket.open(transport, new InetSocketAddress(wanted.getAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw TrackerException.ofOurs(e.getMessage(), e);
        }
    }

    private void forgetAnIdleOne() {
        if (sockets.size() < Limits.UDP_SOCKETS) {
            return;
        }
        for (Map.Entry<InetSocketAddress, LocalSocket> entry : List.copyOf(sockets.entrySet())) {
            if (entry.getValue().isIdle()) {
                sockets.remove(entry.getKey());
                leave(entry.getValue());
                return;
            }
        }
    }

    private void gone(LocalSocket socket) {
        if (sockets.values().remove(socket)) {
            refusedBefore.addAndGet(socket.refused());
        }
    }

    private void leave(LocalSocket socket) {
        refusedBefore.addAndGet(socket.refused());
        socket.close();
    }

    /** Datagrams that named a question of ours and were no answer to it. */
    long refused() {
        return refusedBefore.get()
                + sockets.values().stream().mapToLong(LocalSocket::refused).sum();
    }

    void close() {
        if (sweep != null) {
            sweep.cancel();
            sweep = null;
        }
        List<LocalSocket> all = List.copyOf(sockets.values());
        sockets.clear();
        all.forEach(this::leave);
    }
}
