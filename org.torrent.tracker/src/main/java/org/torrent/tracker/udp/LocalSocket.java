package org.torrent.tracker.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * One share of a socket, and the questions that go out by it. Datagrams come on I/O threads, at most one for each question
 * that is open; all else is on the trackers' loop.
 */
final class LocalSocket implements DatagramHandler {
    /** Above all who claim by what a datagram looks like: ours name a question of ours. */
    private static final int PRIORITY = 100;

    private final EventLoop loop;
    private final Clock clock;
    private final Claims claims;
    private final Exchanges exchanges;
    private final Consumer<LocalSocket> gone;
    private DatagramPort port;
    private EventLoop.Timer timer;
    private long usedNanos;

    /** {@code gone} hears on the loop that the provider took the socket away. */
    LocalSocket(EventLoop loop, Clock clock, IntSupplier randomBits, Consumer<LocalSocket> gone) {
        this.loop = loop;
        this.clock = clock;
        this.claims = new Claims(randomBits);
        this.exchanges = new Exchanges(claims, (to, datagram) -> port.send(to, datagram));
        this.gone = gone;
    }

    /**
     * Before anything else.
     *
     * @throws IOException when the address can't be bound
     */
    void open(DatagramTransport transport, InetSocketAddress address) throws IOException {
        port = transport.open(address, PRIORITY, this);
    }

    Exchange ask(InetSocketAddress address, Question question, Consumer<Exchange.Result> then) {
        usedNanos = clock.nowNanos();
        Exchange exchange = exchanges.ask(address, question, usedNanos, then);
        arm();
        return exchange;
    }

    void cancel(Exchange exchange) {
        exchanges.cancel(exchange);
        arm();
    }

    boolean isIdle() {
        return exchanges.isIdle();
    }

    /** When something was asked by it last; only after that. */
    long usedNanos() {
        return usedNanos;
    }

    /** Datagrams that named a question of ours and were no answer to it. Any thread. */
    long refused() {
        return claims.refused();
    }

    void close() {
        exchanges.failAll("the trackers were stopped");
        arm();
        port.close();
    }

    private void arm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        OptionalLong idle = exchanges.idleNanos(clock.nowNanos());
        if (idle.isPresent()) {
            timer = loop.schedule(this::passed, idle.getAsLong());
        }
    }

    private void passed() {
        exchanges.passed(clock.nowNanos());
        arm();
    }

    @Override
    public boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
        return claims.matches(remote, datagram);
    }

    @Override
    public void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        ByteBuffer copy = ByteBuffer.wrap(bytes);
        if (claims.take(copy.getInt(4))) {
            loop.execute(() -> {
                exchanges.received(copy, clock.nowNanos());
                arm();
            });
        }
    }

    @Override
    public void onFailed(InetSocketAddress remote, String reason) {
        loop.execute(() -> {
            exchanges.unreachable(remote, reason);
            arm();
        });
    }

    @Override
    public void onClosed(String reason) {
        loop.execute(() -> {
            gone.accept(this);
            exchanges.failAll("the datagram socket was closed: " + reason);
            arm();
        });
    }
}
