package org.torrent.tracker.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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

    LocalSockets(EventLoop loop, Clock clock, IntSupplier randomBits) {
        this.loop = loop;
        this.clock = clock;
        this.randomBits = randomBits;
    }

    /**
     * The one to announce a torrent by: at the address and port where peers reach us, shared with whoever else has
     * datagrams there, so that the way through a gateway is the same.
     *
     * @throws TrackerException when no socket can be opened
     */
    LocalSocket of(Announced torrent, DatagramTransport transport) throws TrackerException {
        InetSocketAddress wanted = torrent.from()
                .map(address -> new InetSocketAddress(address, torrent.port()))
                .orElseGet(() -> new InetSocketAddress(torrent.port()));
        LocalSocket open = sockets.get(wanted);
        if (open != null) {
            return open;
        }
        forgetAnIdleOne();
        LocalSocket socket = open(wanted, transport);
        sockets.put(wanted, socket);
        return socket;
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
        List<LocalSocket> all = List.copyOf(sockets.values());
        sockets.clear();
        all.forEach(this::leave);
    }
}
