package org.torrent.testkit.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.http.Problem;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;
import org.torrent.testkit.ports.net.SimTransport;

/**
 * The HTTP client of one simulated host: delays, loss, bandwidth, cuts and resets are the network's. Host names are
 * literal addresses, and there is no TLS. Closing it is what the departure of the provider is.
 */
public final class SimHttp implements HttpClient, AutoCloseable {
    private final EventLoop loop;
    private final SimTransport transport;
    private final Set<SimExchange> running = new LinkedHashSet<>();
    private boolean closed;

    /** A client whose loop belongs to that process; the transport is its own. */
    public SimHttp(Threads process, SimTransport transport) {
        this.loop = process.newLoop("http");
        this.transport = transport;
    }

    @Override
    public HttpCall get(HttpRequest request) {
        SimExchange exchange = new SimExchange(request, loop, transport);
        running.add(exchange);
        exchange.response().whenComplete((response, failure) -> running.remove(exchange));
        if (closed) {
            exchange.end(stopped());
        } else {
            exchange.start();
        }
        return exchange;
    }

    private static Problem stopped() {
        return new Problem(Kind.CLOSED, "the HTTP client was stopped");
    }

    /** Fails what is under way, ends the loop. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(exchange -> exchange.end(stopped()));
        transport.close();
        loop.shutdown(0);
    }

    /** Ends without a word, as a killed process does. */
    public void kill() {
        closed = true;
        transport.close();
    }
}
