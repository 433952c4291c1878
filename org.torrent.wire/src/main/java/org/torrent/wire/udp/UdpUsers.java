package org.torrent.wire.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.datagram.DatagramHandler;

/** Who uses one socket, and whose a datagram is. Changed under the transport's lock, read on the loop. */
final class UdpUsers {
    private static final Logger LOG = LoggerFactory.getLogger(UdpUsers.class);

    /** One share. */
    static final class User {
        private final int priority;
        private final DatagramHandler handler;
        private boolean closed; // loop only

        User(int priority, DatagramHandler handler) {
            this.priority = priority;
            this.handler = handler;
        }
    }

    private final UdpCounters counters;
    private volatile List<User> users = List.of();

    UdpUsers(UdpCounters counters) {
        this.counters = counters;
    }

    void add(User user) {
        List<User> changed = new ArrayList<>(users);
        changed.add(user);
        changed.sort(Comparator.comparingInt((User u) -> u.priority).reversed());
        users = List.copyOf(changed);
    }

    /** Tells whether it was there. */
    boolean remove(User user) {
        List<User> changed = new ArrayList<>(users);
        boolean was = changed.remove(user);
        users = List.copyOf(changed);
        return was;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** Removes and answers all. */
    List<User> removeAll() {
        List<User> all = users;
        users = List.of();
        return all;
    }

    // From here on the loop.

    void deliver(InetSocketAddress remote, ByteBuffer datagram) {
        ByteBuffer view = datagram.asReadOnlyBuffer();
        int length = datagram.limit();
        for (User user : users) {
            try {
                if (user.closed
                        || !user.handler.claims(remote, view.limit(length).rewind())) {
                    continue;
                }
                user.handler.onDatagram(remote, datagram);
                counters.delivered.incrementAndGet();
            } catch (Throwable failure) { // Foreign code.
                counters.thrown.incrementAndGet();
                LOG.warn("a datagram is lost: its handler failed", failure);
            }
            return;
        }
        counters.unclaimed.incrementAndGet();
    }

    void failed(User user, InetSocketAddress remote, String reason) {
        counters.failed.incrementAndGet();
        if (!user.closed) {
            guarded(() -> user.handler.onFailed(remote, reason));
        }
    }

    void closed(User user, String reason) {
        if (!user.closed) {
            user.closed = true;
            guarded(() -> user.handler.onClosed(reason));
        }
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) { // Foreign code.
            LOG.warn("a datagram handler failed", failure);
        }
    }
}
