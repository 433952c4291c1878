package org.torrent.session.peer;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceLayout;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageDecoder;
import org.torrent.protocol.ProtocolException;
import org.torrent.protocol.ProtocolLimits;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/**
 * One connection between the transport's threads and the torrent's loop.
 *
 * <p>In: the codec runs on the I/O thread, payload goes straight into pooled blocks, and what one portion of input
 * contained is posted to the loop as one batch. Reading stops while the loop is behind by {@link
 * WireLimits#maxPendingBytes}, while the pool is empty, and while the loop says so ({@link #suspend}). Out: see {@link
 * WireSender}.
 */
public final class PeerWire implements ConnectionHandler {
    /** Reading stops because storage is behind. */
    public static final int STORAGE = 1;

    private static final int MAILBOX = 2;
    private static final int POOL = 4;

    private final BlockPool pool;
    private final WireLimits limits;
    private final Function<InfoHash, WireOwner> router;
    private final boolean outgoing;
    private final InetSocketAddress remote;
    private final MessageDecoder decoder;
    private final AtomicInteger pendingBytes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object gate = new Object(); // guards suspendReasons and the order of suspend and resume
    private int suspendReasons;
    private volatile Connection connection;
    private volatile WireSender sender;
    private volatile WireOwner owner;
    private List<Object> events = new ArrayList<>(); // I/O thread only, as are current and unposted
    private Block current;
    private int unposted; // bytes decoded whose events are not posted yet

    private PeerWire(WireSetup setup, Function<InfoHash, WireOwner> router, WireOwner owner, InetSocketAddress remote) {
        this.pool = setup.pool();
        this.limits = setup.limits();
        this.router = router;
        this.owner = owner;
        this.outgoing = owner != null;
        this.remote = remote;
        this.decoder = new MessageDecoder(blocksAsAsked(ProtocolLimits.defaults()), new Events());
    }

    /** Nobody is asked for longer blocks than this, so a longer one would only cost memory. */
    private static ProtocolLimits blocksAsAsked(ProtocolLimits limits) {
        return new ProtocolLimits(
                limits.maxMessageBytes(),
                PieceLayout.BLOCK_BYTES,
                limits.maxBitfieldBytes(),
                limits.maxExtensionNames(),
                limits.maxExtensionNameBytes(),
                limits.maxClientNameBytes(),
                limits.maxRequestQueue(),
                limits.maxMetadataBytes());
    }

    /** A connection that a torrent dials. */
    public static PeerWire dialled(WireSetup setup, WireOwner owner, InetSocketAddress remote) {
        return new PeerWire(setup, null, owner, remote);
    }

    /** A connection that a peer made; the router finds its torrent, or answers null. */
    public static PeerWire accepted(WireSetup setup, Function<InfoHash, WireOwner> router, InetSocketAddress remote) {
        return new PeerWire(setup, router, null, remote);
    }

    /** Their address. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** Our address; null before the connection is up. */
    public InetSocketAddress local() {
        Connection c = connection;
        return c == null ? null : c.local();
    }

    /** Whether we dialled. */
    public boolean outgoing() {
        return outgoing;
    }

    /** Whether the handshake has named its torrent. */
    public boolean isAttached() {
        return owner != null;
    }

    /** Whether the end was reported. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Writes to the peer; null before the connection is up. Any thread. */
    public WireSender sender() {
        return sender;
    }

    /** The loop is done with that many bytes of input. */
    public void processed(int bytes) {
        int left = pendingBytes.addAndGet(-bytes);
        if (left <= limits.maxPendingBytes() / 2) {
            resume(MAILBOX);
        }
    }

    /** Stops reading for a reason. Any thread. */
    public void suspend(int reason) {
        synchronized (gate) {
            if (suspendReasons == 0 && connection != null) {
                connection.suspendRead();
            }
            suspendReasons |= reason;
        }
    }

    /** Ends a reason to stop reading. Any thread. */
    public void resume(int reason) {
        synchronized (gate) {
            if ((suspendReasons & reason) == 0) {
                return;
            }
            suspendReasons &= ~reason;
            if (suspendReasons == 0 && connection != null) {
                connection.resumeRead();
            }
        }
    }

    /** Closes; the owner hears it by {@code onClosed}. Any thread. */
    public void close(String reason) {
        Connection c = connection;
        if (c != null) {
            c.close(reason);
        }
    }

    /** Closes when what was sent has left, or after a while. Any thread. */
    public void closeAfterWrites(String reason, long timeoutMillis) {
        Connection c = connection;
        if (c != null) {
            c.closeAfterWrites(reason, timeoutMillis);
        }
    }

    @Override
    public void onOpen(Connection opened) {
        connection = opened;
        WireOwner o = owner;
        sender = new WireSender(opened, this::onRoom);
        if (o != null) {
            o.loop().execute(() -> o.onOpen(this));
        }
    }

    @Override
    public void onReceived(ByteBuffer bytes) {
        int before = bytes.remaining();
        try {
            if (decoder.decode(bytes) == MessageDecoder.Status.PAUSED) {
                suspend(POOL);
                pool.onAvailable(() -> resume(POOL));
            }
        } catch (ProtocolException e) {
            bytes.position(bytes.limit());
            connection.close(e.getMessage());
        }
        post(before - bytes.remaining());
    }

    @Override
    public void onWritten(long bytes) {
        sender.onWritten(bytes);
    }

    @Override
    public void onClosed(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (current != null) {
            current.release();
            current = null;
        }
        new WireBatch(events, 0).discard(); // there are some only when the decoder threw
        events = List.of();
        WireSender s = sender;
        if (s != null) {
            s.fail(reason);
        }
        WireOwner o = owner;
        if (o != null) {
            o.loop().execute(() -> o.onClosed(this, reason));
        }
    }

    private void onRoom() {
        WireOwner o = owner;
        if (o != null) {
            o.loop().execute(() -> o.onRoom(this));
        }
    }

    private void post(int consumed) {
        unposted += consumed;
        if (events.isEmpty()) {
            return;
        }
        int bytes = unposted;
        unposted = 0;
        WireBatch batch = new WireBatch(events, bytes);
        events = new ArrayList<>(batch.events().size());
        WireOwner o = owner;
        if (pendingBytes.addAndGet(bytes) > limits.maxPendingBytes()) {
            suspend(MAILBOX);
            if (pendingBytes.get() <= limits.maxPendingBytes() / 2) {
                resume(MAILBOX);
            }
        }
        o.loop().execute(() -> o.onBatch(this, batch));
    }

    private void attach(Handshake handshake) {
        WireOwner o = owner;
        if (o == null) {
            o = router.apply(handshake.infoHash());
            if (o == null) {
                connection.close("no torrent " + handshake.infoHash() + " here");
                return;
            }
            owner = o;
        }
        WireOwner found = o;
        found.loop().execute(() -> found.onHandshake(this, handshake));
    }

    /** What the decoder finds, on the I/O thread. */
    private final class Events implements MessageDecoder.Handler {
        @Override
        public void onHandshake(Handshake handshake) {
            attach(handshake);
        }

        @Override
        public void onMessage(Message message) {
            if (owner != null) {
                events.add(message);
            }
        }

        @Override
        public ByteBuffer onPieceStart(BlockRequest span) {
            current = pool.tryAcquire(span.length());
            return current == null ? null : current.buffer().limit(span.length());
        }

        @Override
        public void onPieceEnd(BlockRequest span) {
            Block block = current;
            current = null;
            block.buffer().flip();
            if (owner == null) {
                block.release();
            } else {
                events.add(new ReceivedBlock(span, block));
            }
        }
    }
}
