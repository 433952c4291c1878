package org.torrent.session.net;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.torrent.spi.transport.ConnectionHandler;

/** Dials by the transports that are there, in the order the strategy says. */
public final class TransportDialer implements PeerDialer {
    private final Transports transports;
    private volatile DialStrategy strategy;
    private volatile DialSources sources;
    private final DialMemory memory = new DialMemory();

    /** Dials nobody as long as there are no transports. */
    public TransportDialer(Transports transports, DialStrategy strategy, DialSources sources) {
        this.transports = transports;
        this.strategy = strategy;
        this.sources = sources;
    }

    /** Dials differently from now on. Any thread. */
    public void configure(DialStrategy kinds, DialSources from) {
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
        DialSources.Source from = sources.of(remote);
        if (from.refusal() != null) {
            handler.onClosed(from.refusal());
            return true;
        }
        if (ways.size() == 1) { // Nothing to fall back to and nothing to learn: no detour for the connection's bytes.
            ways.get(0).transport().connect(from.address(), remote, timeoutMillis, handler);
        } else {
            new DialAttempts(from.address(), remote, timeoutMillis, handler, ways, memory).next();
        }
        return true;
    }
}
