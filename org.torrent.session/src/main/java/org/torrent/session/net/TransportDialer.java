package org.torrent.session.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.transport.ConnectionHandler;

/** Dials by the transports that are there, in the order the strategy says. */
public final class TransportDialer implements PeerDialer {
    private final Transports transports;
    private volatile DialStrategy strategy;
    private volatile LocalAddresses sources;
    private final DialMemory memory = new DialMemory();

    /** Dials nobody as long as there are no transports. */
    public TransportDialer(Transports transports, DialStrategy strategy, LocalAddresses sources) {
        this.transports = transports;
        this.strategy = strategy;
        this.sources = sources;
    }

    /** Dials differently from now on. Any thread. */
    public void configure(DialStrategy kinds, LocalAddresses from) {
        strategy = kinds;
        sources = from;
    }

    @Override
    public boolean canDial() {
        return transports.all().stream().anyMatch(entry -> strategy.uses(entry.kind()));
    }

    @Override
    public boolean dial(InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        DialStrategy now = strategy;
        List<TransportEntry> ways = now.attempts(remote, memory.of(remote), transports.kinds()).stream()
                .map(transports::best)
                .flatMap(Optional::stream)
                .toList();
        if (ways.isEmpty()) {
            return false;
        }
        LocalAddresses own = sources;
        if (!own.leadTo(remote.getAddress())) {
            handler.onClosed("none of the addresses of --listen leads there; a port alone dials from all");
            return true;
        }
        InetAddress from = own.from(remote.getAddress()).orElse(null);
        if (ways.size() == 1) { // Nothing to fall back to and nothing to learn: no detour for the connection's bytes.
            ways.get(0).transport().connect(from, remote, timeoutMillis, handler);
        } else {
            new DialAttempts(from, remote, timeoutMillis, handler, ways, memory).next();
        }
        return true;
    }
}
