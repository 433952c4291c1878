package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.transport.socket.nio.NioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;
import org.torrent.wire.reason.Reasons;

/** TCP over MINA: listeners and dials that share one pool of I/O processors. */
public final class TcpTransport implements Transport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);

    private volatile Settings settings;
    private final IoThreads threads;
    private final Connections connections;
    private final SimpleIoProcessorPool<NioSession> processors;
    private final Dialer dialer;
    private final Set<Dial> dials = ConcurrentHashMap.newKeySet(); // without an outcome
    private final Set<TcpListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Ready to listen and dial; threads start when there is something to do. */
    public TcpTransport(Settings settings) {
        this.settings = settings;
        threads = new IoThreads(settings.readBufferBytes());
        connections = new Connections(settings);
        processors = new SimpleIoProcessorPool<>(WireProcessor.class, threads, settings.processors(), null);
        dialer = new Dialer(threads, processors, settings);
        dialer.setHandler(SessionEvents.ofDialled(connections));
    }

    /** Applies what can change while connections are open; {@link Settings} says what can't. */
    public void reconfigure(Settings changed) {
        settings = changed;
        connections.limit(changed);
        dialer.socketBuffer(changed.socketBufferBytes());
    }

    @Override
    public Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException {
        if (stopped.get()) {
            throw new IOException(Reasons.text(address) + " can't be bound: " + Reasons.STOPPED);
        }
        WireAcceptor port = new WireAcceptor(address, threads, processors, connections, settings);
        port.setHandler(SessionEvents.ofAccepted(connections, acceptor));
        try {
            port.bind(address);
        } catch (IOException | RuntimeException failure) {
            port.dispose();
            throw new IOException(Reasons.bind(address, failure), failure);
        }
        int bound = port.getLocalAddress().getPort();
        TcpListener listener =
                new TcpListener(new InetSocketAddress(address.getAddress(), bound), port, listeners::remove);
        listeners.add(listener);
        if (stopped.get()) {
            listener.close();
        }
        return listener;
    }

    @Override
    public void connect(InetAddress local, InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        Dial dial = new Dial(remote, timeoutMillis, handler, connections, threads, dials);
        String full = connections.enter();
        if (full != null) {
            dial.refused(full);
            return;
        }
        dials.add(dial);
        try {
            InetSocketAddress from = local == null ? null : new InetSocketAddress(local, 0);
            dialer.connect(remote, from, dial).addListener(dial);
            if (stopped.get()) { // after close() told those it knew of
                dial.failed(Reasons.STOPPED);
            }
        } catch (RuntimeException failure) {
            dial.failed(stopped.get() ? Reasons.STOPPED : Reasons.of(failure));
        }
    }

    /** Connections at the moment, with those being dialled. */
    public int connectionCount() {
        return connections.count();
    }

    /** Closes listeners, dials and connections, and waits for the threads. Idempotent. */
    @Override
    public void close() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.STOP_MILLIS);
        List.copyOf(listeners).forEach(TcpListener::close);
        dialer.stop();
        connections.stop();
        dials.forEach(dial -> dial.failed(Reasons.STOPPED)); // MINA forgets some that come as its last worker ends
        List<String> left = new ArrayList<>();
        try {
            disposeProcessors(deadline - System.nanoTime());
            left.addAll(threads.stop(deadline - System.nanoTime()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            left.add("unknown: interrupted");
        } catch (ExecutionException | TimeoutException late) {
            left.add(String.valueOf(late));
        }
        if (!left.isEmpty() || connections.count() > 0) {
            LOG.warn("left behind on stop: {} connections, threads {}", connections.count(), left);
        }
    }

    private void disposeProcessors(long timeoutNanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<Void> disposal = new FutureTask<>(processors::dispose, null);
        threads.execute(disposal);
        disposal.get(Math.max(0, timeoutNanos), TimeUnit.NANOSECONDS);
    }
}
