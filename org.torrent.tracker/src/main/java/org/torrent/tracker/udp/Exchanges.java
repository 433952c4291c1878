package org.torrent.tracker.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.torrent.tracker.Limits;
import org.torrent.tracker.Text;
import org.torrent.tracker.TrackerException;

/**
 * The questions that go out by one socket (BEP 15), without the socket: datagrams and time come in, datagrams go out. A
 * connection id is fetched once for all who ask the same address, and used for a minute. What is not answered is sent
 * again after 15, 30, 60 seconds and so on, until whoever asked cancels it. One thread.
 */
final class Exchanges {
    private final Claims claims;
    private final BiConsumer<InetSocketAddress, ByteBuffer> sender;
    private final Map<InetSocketAddress, Exchange.Server> servers = new LinkedHashMap<>(16, 0.75f, true);

    /** Whose question a transaction id is: for a connection id. */
    private final Map<Integer, Exchange.Server> connecting = new HashMap<>();

    /** Whose question a transaction id is: any other. */
    private final Map<Integer, Exchange> asking = new HashMap<>();

    /** {@code sender} takes an address and a datagram, which may be lost. */
    Exchanges(Claims claims, BiConsumer<InetSocketAddress, ByteBuffer> sender) {
        this.claims = claims;
        this.sender = sender;
    }

    /**
     * Asks.
     *
     * @param then gets the result within a later call of another method
     */
    Exchange ask(InetSocketAddress address, Question question, long nowNanos, Consumer<Exchange.Result> then) {
        forgetTheIdle(nowNanos);
        Exchange.Server server = servers.computeIfAbsent(address, Exchange.Server::new);
        Exchange exchange = new Exchange(server, question, then);
        server.exchanges.add(exchange);
        send(exchange, nowNanos);
        return exchange;
    }

    /** Those whose connection id is of no use any more, and the least used beyond a bound. */
    private void forgetTheIdle(long nowNanos) {
        Iterator<Exchange.Server> all = servers.values().iterator();
        int surplus = servers.size() - Limits.UDP_SERVERS;
        while (all.hasNext()) {
            Exchange.Server server = all.next();
            boolean isIdle = server.exchanges.isEmpty() && server.transaction == null;
            if (isIdle && (surplus > 0 || !server.isConnected(nowNanos))) {
                all.remove();
                surplus--;
            }
        }
    }

    private void send(Exchange exchange, long nowNanos) {
        Exchange.Server server = exchange.server;
        if (server.isConnected(nowNanos)) {
            if (exchange.transaction == null) {
                exchange.transaction = claims.expect(server.address, exchange.question.action());
                asking.put(exchange.transaction, exchange);
            }
            exchange.isOut = true;
            sender.accept(server.address, exchange.question.packet(server.connection(), exchange.transaction));
        } else {
            withdraw(exchange);
            connect(server, nowNanos);
        }
        exchange.dueNanos = nowNanos + (Limits.UDP_PATIENCE_NANOS << Math.min(exchange.attempts, Limits.UDP_DOUBLINGS));
        exchange.attempts++;
    }

    /** Asks for a connection id, unless that was done a moment ago for somebody else. */
    private void connect(Exchange.Server server, long nowNanos) {
        if (server.transaction != null && nowNanos - server.askedNanos < Limits.UDP_PATIENCE_NANOS) {
            return;
        }
        if (server.transaction == null) {
            server.transaction = claims.expect(server.address, Packets.CONNECT);
            connecting.put(server.transaction, server);
        }
        server.askedNanos = nowNanos;
        sender.accept(server.address, Packets.connect(server.transaction));
    }

    private void withdraw(Exchange exchange) {
        if (exchange.transaction != null) {
            claims.forget(exchange.transaction);
            asking.remove(exchange.transaction);
            exchange.transaction = null;
        }
    }

    /** Gives a question up: there will be no result. */
    void cancel(Exchange exchange) {
        exchange.over = true;
        withdraw(exchange);
        exchange.server.exchanges.remove(exchange);
        forgetTheConnect(exchange.server);
    }

    private void forgetTheConnect(Exchange.Server server) {
        if (server.exchanges.isEmpty() && server.transaction != null) {
            claims.forget(server.transaction);
            connecting.remove(server.transaction);
            server.transaction = null;
        }
    }

    /** A datagram that {@link Claims} took. */
    void received(ByteBuffer datagram, long nowNanos) {
        int action = datagram.getInt();
        int transaction = datagram.getInt();
        Exchange.Server server = connecting.remove(transaction);
        Exchange exchange = asking.remove(transaction);
        if (server != null) {
            server.transaction = null;
            connected(server, action, datagram, nowNanos);
        } else if (exchange != null) {
            exchange.transaction = null;
            answered(exchange, action, datagram, nowNanos);
        }
    }

    private void connected(Exchange.Server server, int action, ByteBuffer body, long nowNanos) {
        if (action != Packets.ERROR) {
            server.connected(body.getLong(), nowNanos + Limits.UDP_CONNECTION_NANOS);
        }
        String refusal = action == Packets.ERROR ? refusal(body) : null;
        for (Exchange exchange : List.copyOf(server.exchanges)) {
            if (exchange.transaction != null || exchange.over) {
                continue;
            }
            if (refusal != null) {
                end(exchange, new Exchange.Result(null, TrackerException.refusal(refusal, 0)));
            } else {
                exchange.attempts = 0;
                send(exchange, nowNanos);
            }
        }
    }

    private void answered(Exchange exchange, int action, ByteBuffer body, long nowNanos) {
        if (action != Packets.ERROR) {
            end(exchange, new Exchange.Result(body, null));
            return;
        }
        String refusal = refusal(body);
        boolean isAboutTheConnection = refusal.toLowerCase(Locale.ROOT).contains("connection");
        if (isAboutTheConnection && !exchange.reconnected) { // a tracker that was started anew knows none of its ids
            exchange.reconnected = true;
            exchange.attempts = 0;
            exchange.server.disconnected();
            send(exchange, nowNanos);
        } else {
            end(exchange, new Exchange.Result(null, TrackerException.refusal(refusal, 0)));
        }
    }

    private static String refusal(ByteBuffer body) {
        String text = Text.clean(StandardCharsets.UTF_8.decode(body).toString());
        return "the tracker refuses: " + (text.isEmpty() ? "it gives no reason" : text);
    }

    private void end(Exchange exchange, Exchange.Result result) {
        if (!exchange.over) {
            cancel(exchange);
            exchange.then.accept(result);
        }
    }

    /** The system says that nothing gets to that address. */
    void unreachable(InetSocketAddress address, String reason) {
        Exchange.Server server = servers.get(address);
        if (server != null) {
            List.copyOf(server.exchanges)
                    .forEach(exchange -> end(
                            exchange,
                            new Exchange.Result(
                                    null, new TrackerException("cannot be reached (" + Text.clean(reason) + ")"))));
        }
    }

    /** Everything fails for that reason. */
    void failAll(String reason) {
        TrackerException problem = TrackerException.ofOurs(reason, null);
        all().forEach(exchange -> end(exchange, new Exchange.Result(null, problem)));
        servers.clear();
    }

    private List<Exchange> all() {
        List<Exchange> all = new ArrayList<>();
        servers.values().forEach(server -> all.addAll(server.exchanges));
        return all;
    }

    /** Time has passed: sends again what is due. */
    void passed(long nowNanos) {
        for (Exchange exchange : all()) {
            if (nowNanos - exchange.dueNanos >= 0) {
                send(exchange, nowNanos);
            }
        }
    }

    /** Nanoseconds until {@link #passed} has something to do; nothing while nobody waits. */
    OptionalLong idleNanos(long nowNanos) {
        return all().stream()
                .mapToLong(exchange -> Math.max(0, exchange.dueNanos - nowNanos))
                .min();
    }

    /** Addresses of which something is known. */
    int servers() {
        return servers.size();
    }

    /** Whether nobody waits for anything. */
    boolean isIdle() {
        return servers.values().stream().allMatch(server -> server.exchanges.isEmpty());
    }
}
