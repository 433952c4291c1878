package org.torrent.dht.source;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.KrpcReader;
import org.torrent.dht.node.Reach;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.runtime.EventLoop;

/** The node's shares of the sockets that the session listens on. On the loop, but for what the I/O thread calls. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    /** Below trackers, whose answers are known by their connection ids; nobody else claims what begins as bencode. */
    private static final int PRIORITY = 10;

    private record Open(DatagramPort port, Handler handler) {}

    /** Who hears of datagrams, on the loop. */
    interface Listener {
        void received(InetSocketAddress from, byte[] datagram);

        void unreachable(InetSocketAddress to);
    }

    private final EventLoop loop;
    private final Listener listener;
    private final Map<InetSocketAddress, Open> ports = new LinkedHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private DatagramTransport transport;
    private String trouble = "";

    Sockets(EventLoop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Another provider of sockets, or none. */
    void transport(DatagramTransport changed) {
        if (changed != transport) {
            close();
            transport = changed;
        }
    }

    /** Opens and closes until it is at exactly these addresses; what can't be opened is tried again the next time. */
    void follow(List<InetSocketAddress> wanted) {
        List<InetSocketAddress> gone = new ArrayList<>(ports.keySet());
        gone.removeAll(wanted);
        gone.forEach(address -> ports.remove(address).port().close());
        if (transport == null) {
            trouble = wanted.isEmpty() ? "" : "no bundle provides datagrams; start org.torrent.wire";
            return;
        }
        String failed = "";
        for (InetSocketAddress address : wanted) {
            if (!ports.containsKey(address)) {
                failed = open(address, failed);
            }
        }
        trouble = failed;
    }

    private String open(InetSocketAddress address, String failed) {
        try {
            Handler handler = new Handler(address);
            ports.put(address, new Open(transport.open(address, PRIORITY, handler), handler));
            return failed;
        } catch (IOException | RuntimeException e) { // RuntimeException: the provider left this moment
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(trouble)) {
                LOG.warn("DHT: {}; it is tried again", reason);
            }
            return reason;
        }
    }

    boolean isOpen() {
        return !ports.isEmpty();
    }

    /** What keeps it from listening; empty when nothing does. */
    String trouble() {
        return trouble;
    }

    /** Datagrams that came faster than they were worked through. */
    long dropped() {
        return dropped.get();
    }

    /** Where it listens. */
    List<InetSocketAddress> addresses() {
        return List.copyOf(ports.keySet());
    }

    /** Who only listens on loopback addresses only sends there; {@code loopback}: the user named a node there. */
    Reach reach(boolean loopback) {
        boolean beyond = false;
        boolean local = loopback;
        for (InetSocketAddress address : ports.keySet()) {
            beyond |= !address.getAddress().isLoopbackAddress();
            local |= address.getAddress().isLoopbackAddress();
        }
        return new Reach(local, beyond);
    }

    /** Sends from a socket that can. */
    void send(InetSocketAddress to, byte[] datagram) {
        for (Open open : ports.values()) {
            InetAddress own = open.port().address().getAddress();
            boolean isSameFamily = own instanceof Inet4Address == to.getAddress() instanceof Inet4Address;
            boolean canReach = own.isLoopbackAddress() == to.getAddress().isLoopbackAddress();
            if (own.isAnyLocalAddress() || isSameFamily && canReach) {
                open.port().send(to, ByteBuffer.wrap(datagram));
                return;
            }
        }
    }

    void close() {
        ports.values().forEach(open -> open.port().close());
        ports.clear();
    }

    private final class Handler implements DatagramHandler {
        private final InetSocketAddress address;

        Handler(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
            int at = datagram.position();
            return datagram.remaining() > 1 && KrpcReader.isLikely(datagram.get(at), datagram.get(at + 1));
        }

        @Override
        public void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {
            if (datagram.remaining() > DhtLimits.DATAGRAM_BYTES || waiting.get() >= DhtLimits.WAITING_DATAGRAMS) {
                dropped.incrementAndGet();
                return;
            }
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            waiting.incrementAndGet();
            loop.execute(() -> {
                waiting.decrementAndGet();
                listener.received(remote, bytes);
            });
        }

        @Override
        public void onFailed(InetSocketAddress remote, String reason) {
            if (waiting.get() < DhtLimits.WAITING_DATAGRAMS) {
                waiting.incrementAndGet();
                loop.execute(() -> {
                    waiting.decrementAndGet();
                    listener.unreachable(remote);
                });
            }
        }

        @Override
        public void onClosed(String reason) {
            loop.execute(() -> ports.computeIfPresent(address, (key, open) -> open.handler() == this ? null : open));
        }
    }
}
