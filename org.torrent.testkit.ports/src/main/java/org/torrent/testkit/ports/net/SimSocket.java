package org.torrent.testkit.ports.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrent.spi.datagram.DatagramCounts;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramTransport;

/** One bound socket of a simulated machine and its users. Everything happens on the machine's I/O loop. */
final class SimSocket {
    private static final byte POISON = (byte) 0xdd;

    /** One share. */
    static final class User {
        private final int priority;
        private final DatagramHandler handler;
        private boolean closed;

        User(int priority, DatagramHandler handler) {
            this.priority = priority;
            this.handler = handler;
        }

        void close(String reason) {
            if (!closed) {
                closed = true;
                handler.onClosed(reason);
            }
        }

        void failed(InetSocketAddress remote, String reason) {
            if (!closed) {
                handler.onFailed(remote, reason);
            }
        }
    }

    private final SimMachine machine;
    private final int perSecond;
    private final List<User> users = new ArrayList<>();
    private final Set<InetSocketAddress> spokenTo = new HashSet<>();
    private long secondBegan;
    private int inThisSecond;
    private long sent;
    private long refused;
    private long failed;
    private long delivered;
    private long unclaimed;
    private long tooLong;
    private long overRate;
    private long thrown;

    SimSocket(SimMachine machine, int perSecond) {
        this.machine = machine;
        this.perSecond = perSecond;
        this.secondBegan = machine.paths().simulation().nowNanos();
    }

    SimMachine machine() {
        return machine;
    }

    List<User> users() {
        return users;
    }

    void add(User user) {
        users.add(user);
        users.sort(Comparator.comparingInt((User u) -> u.priority).reversed());
    }

    void countSent(InetSocketAddress remote) {
        sent++;
        spokenTo.add(remote);
    }

    void countRefused() {
        refused++;
    }

    void failed(User user, InetSocketAddress remote, String reason) {
        failed++;
        user.failed(remote, reason);
    }

    /** Whether a firewall in front of the machine lets an answer through. */
    boolean expects(InetSocketAddress remote) {
        return !machine.isFiltered() || spokenTo.contains(remote);
    }

    DatagramCounts counts() {
        return new DatagramCounts(sent, refused, failed, delivered, unclaimed, tooLong, overRate, thrown);
    }

    void received(InetSocketAddress remote, byte[] bytes) {
        if (isOverRate()) {
            overRate++;
        } else if (bytes.length > DatagramTransport.MAX_BYTES) {
            tooLong++;
        } else {
            deliver(remote, bytes);
        }
    }

    private boolean isOverRate() {
        long now = machine.paths().simulation().nowNanos();
        if (now - secondBegan >= TimeUnit.SECONDS.toNanos(1)) {
            secondBegan = now;
            inThisSecond = 0;
        }
        return ++inThisSecond > perSecond;
    }

    private void deliver(InetSocketAddress remote, byte[] bytes) {
        for (User user : List.copyOf(users)) {
            ByteBuffer datagram = ByteBuffer.allocate(bytes.length).put(bytes).flip();
            try {
                if (user.closed || !user.handler.claims(remote, datagram.asReadOnlyBuffer())) {
                    continue;
                }
                user.handler.onDatagram(remote, datagram);
                delivered++;
            } catch (RuntimeException failure) {
                thrown++;
            }
            datagram.clear();
            while (datagram.hasRemaining()) {
                datagram.put(POISON);
            }
            return;
        }
        unclaimed++;
    }
}
