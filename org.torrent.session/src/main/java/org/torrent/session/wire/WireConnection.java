package org.torrent.session.wire;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrent.model.InfoHash;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.budget.ConnectionBudget;
import org.torrent.session.budget.ConnectionLease;
import org.torrent.session.budget.PendingBytes;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/**
 * One connection between the transport's threads and the torrent's loop.
 *
 * <p>In: bytes pass the stages, if there are any, and become messages on the I/O thread; what one portion of input
 * contained is posted to the loop as one batch. Reading stops while more waits for the loop than {@link PendingBytes}
 * allows, while the pool is empty, and while the loop or a stage says so ({@link #suspend}). Input there is no room for
 * stays with the transport, or with the {@link StageChain} once it was transformed. Out: see {@link WireSender}.
 *
 * <p>Every connection holds a lease of the session's {@link ConnectionBudget}, from before it is made until it is closed.
 */
public final class WireConnection implements ConnectionHandler, PeerWire {
    private static final int MAILBOX = 2;
    private static final int POOL = 4;
    private static final int HELD = 32;

    private final WireSetup setup;
    private final TorrentLookup lookup;
    private final InfoHash dialledFor; // null when the peer made the connection
    private final boolean outgoing;
    private final InetSocketAddress remote;
    private final MessageInput input;
    private final ConnectionLease lease;
    private final PendingBytes.Account pending;
    private final RetainedHeap.Account partial; // I/O thread
    private final AtomicBoolean begun = new AtomicBoolean(); // it came up, or was given up before
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReadGate gate = new ReadGate();
    private final Runnable readAgain = this::readAgain;
    private volatile Connection connection;
    private volatile WireSender sender;
    private volatile WireOwner owner;
    private volatile CompletableFuture<WireOwner> held; // until its torrent is there
    private volatile StageChain stages; // set on the I/O thread only; null: the bytes are the messages
    private Learned learned; // I/O thread only, as is unposted
    private int unposted; // bytes decoded whose events are not posted yet
    private boolean refused; // there was no room: what still comes is not looked at; I/O thread

    private WireConnection(
            WireSetup setup,
            TorrentLookup lookup,
            InfoHash dialledFor,
            WireOwner owner,
            InetSocketAddress remote,
            ConnectionLease lease) {
        this.setup = setup;
        this.lookup = lookup;
        this.dialledFor = dialledFor;
        this.owner = owner;
        this.outgoing = owner != null;
        this.remote = remote;
        this.lease = lease;
        this.pending = setup.pending().open();
        this.partial = setup.retained().open(RetainedHeap.Kind.PARTIAL_MESSAGES);
        this.input = new MessageInput(this::pool, this::attach, this::isWanted);
    }

    /** A connection that a torrent dials; null when there are too many. */
    public static WireConnection dialled(
            WireSetup setup, InfoHash dialledFor, WireOwner owner, InetSocketAddress remote) {
        ConnectionLease lease = setup.connections().dial(owner, remote.getAddress());
        return lease == null ? null : new WireConnection(setup, null, dialledFor, owner, remote, lease);
    }

    /**
     * A connection that a peer made; null when there are too many.
     *
     * @param lookup finds its torrent, or answers null
     */
    public static WireConnection accepted(WireSetup setup, TorrentLookup lookup, InetSocketAddress remote) {
        ConnectionLease lease = setup.connections().accept(remote.getAddress());
        return lease == null ? null : new WireConnection(setup, lookup, null, null, remote, lease);
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        Connection c = connection;
        return c == null ? null : c.local();
    }

    @Override
    public boolean outgoing() {
        return outgoing;
    }

    /** Whether the handshake has named its torrent. */
    public boolean isAttached() {
        return owner != null;
    }

    /** Whether its handshake came, and it waits for the torrent. */
    public boolean isHeld() {
        return held != null;
    }

    /** Bytes held of a message that is not complete. I/O thread. */
    int heldBytes() {
        return input.heldBytes();
    }

    private boolean isWanted() {
        return isAttached() || isHeld();
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public WireSender sender() {
        return sender;
    }

    @Override
    public void processed(int bytes) {
        if (pending.remove(bytes)) {
            resume(MAILBOX);
        }
    }

    @Override
    public void suspend(int reason) {
        gate.suspend(reason, connection);
    }

    @Override
    public boolean isSuspended(int reason) {
        return gate.isSuspended(reason);
    }

    @Override
    public void resume(int reason) {
        WireOwner o = owner;
        if (gate.resume(reason, readAgain) && reason == VAIN_REQUESTS && o != null) {
            o.onResumed(this);
        }
    }

    private void readAgain() {
        Connection c = connection;
        if (c != null && stages == null) {
            c.resumeRead();
        } else if (c != null) {
            c.execute(this::again);
        }
    }

    @Override
    public void close(String reason) {
        Connection c = connection;
        if (c != null) {
            c.close(reason);
        }
    }

    @Override
    public void breached() {
        lease.breached();
    }

    @Override
    public void closeAfterWrites(String reason, long timeoutMillis) {
        Connection c = connection;
        if (c != null) {
            sender.finish();
            c.closeAfterWrites(reason, timeoutMillis);
        }
    }

    /** It is not waited for any more: ends at once if it was never up, whatever the transport still says. Any thread. */
    public void giveUp(String reason) {
        if (begun.compareAndSet(false, true)) {
            onClosed(reason);
        } else {
            close(reason);
        }
    }

    @Override
    public void onOpen(Connection opened) {
        if (!begun.compareAndSet(false, true)) {
            opened.close("nobody waits for it any more");
            return;
        }
        WireSender out = new WireSender(opened, this::onRoom);
        List<ByteStage> wanted = setup.stages().stages(remote, Optional.ofNullable(dialledFor));
        if (!wanted.isEmpty()) {
            learned = new Learned();
            stages = new StageChain(wanted, new StageEnds(this, this::decode), out.gate(), learned);
            out.pass(stages);
        }
        sender = out;
        connection = opened;
        lease.onEvicted(() -> close("others need the place: it sent no handshake"));
        if (stages != null) {
            stages.start();
        }
        WireOwner o = owner;
        if (o != null) {
            o.onOpen(this);
        }
    }

    @Override
    public void onReceived(ByteBuffer bytes) {
        if (connection == null) { // given up before it came up
            bytes.position(bytes.limit());
            return;
        }
        StageChain chain = stages;
        if (chain == null) {
            decode(bytes);
        } else {
            chain.received(bytes);
            leaveIfDone(chain);
        }
    }

    /** What was kept comes first, and newer bytes, or the end, only if that was not suspended again. I/O thread. */
    private void again() {
        StageChain chain = stages;
        if (chain != null && !gate.isSuspended()) {
            chain.again();
            leaveIfDone(chain);
        }
        gate.ifOpen(connection);
    }

    private void leaveIfDone(StageChain chain) {
        if (chain.isDone()) {
            stages = null;
        }
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
        lease.close();
        CompletableFuture<WireOwner> waiting = held;
        if (waiting != null) {
            waiting.cancel(false);
        }
        partial.close();
        input.end();
        WireSender s = sender;
        if (s != null) {
            s.fail(reason);
        }
        WireOwner o = owner;
        if (o != null) {
            o.onClosed(this, reason);
        }
    }

    private void onRoom() {
        WireOwner o = owner;
        if (o != null) {
            o.onRoom(this);
        }
    }

    private void decode(ByteBuffer plain) {
        int before = plain.remaining();
        if (refused) {
            plain.position(plain.limit());
            return;
        }
        try {
            if (!input.decode(plain)) {
                suspend(POOL);
                pool().onAvailable(() -> resume(POOL));
            }
            if (!keepPartial(input.heldBytes())) { // for our want of memory, which is no breach of the peer's
                plain.position(plain.limit());
                refused = true;
                input.close(); // now: until the transport is done with it, many others may come
                connection.close("no room for a long message: there are too many at a time");
            }
        } catch (ProtocolException e) {
            plain.position(plain.limit());
            if (isAttached()) { // what is no handshake may be an honest peer's encrypted one, who will try again in
                // plain
                breached();
            }
            connection.close(e.getMessage());
        }
        post(before - plain.remaining());
    }

    private BlockPool pool() {
        WireOwner o = owner;
        return o == null ? setup.pool() : o.pool(setup.pool());
    }

    /** A message grows as it comes; all those that never end would be more than the heap. */
    private boolean keepPartial(int bytes) {
        int counted = bytes > WireLimits.PARTIAL_BYTES ? bytes : 0;
        return counted == partial.bytes() || partial.resize(counted);
    }

    private void post(int consumed) {
        unposted += consumed;
        if (owner == null && input.size() > WireLimits.HELD_MESSAGES) {
            connection.close("it says too much before its torrent is there");
        }
        if (owner == null || input.isEmpty()) {
            return;
        }
        int bytes = unposted + input.heapBytes();
        unposted = 0;
        WireBatch batch = new WireBatch(input.take(), bytes, this);
        WireOwner o = owner;
        if (pending.add(bytes)) {
            suspend(MAILBOX);
            if (pending.isLow()) {
                resume(MAILBOX);
            }
        }
        o.onBatch(this, batch);
    }

    private void attach(Handshake handshake) {
        WireOwner o = owner;
        if (o == null) {
            o = lookup.find(handshake, learned == null ? new Learned() : learned);
            if (o == null && hold(handshake)) {
                return;
            }
        }
        attach(handshake, o);
    }

    /** Whether its torrent may come: it is read no further until then. */
    private boolean hold(Handshake handshake) {
        CompletableFuture<WireOwner> later = lookup.await(handshake, remote);
        if (later == null) {
            return false;
        }
        held = later;
        suspend(HELD);
        later.whenComplete((found, error) -> connection.execute(() -> goOn(handshake, found)));
        return true;
    }

    private void goOn(Handshake handshake, WireOwner found) {
        try {
            attach(handshake, found);
        } finally {
            held = null; // only now: else it is wanted by nobody for a moment, as one whose handshake did not come
        }
        if (owner != null) {
            post(0);
        }
        resume(HELD);
    }

    private void attach(Handshake handshake, WireOwner o) {
        if (o == null) {
            connection.close("no torrent " + handshake.infoHash() + " here");
            return;
        }
        if (!lease.attach(o)) {
            connection.close("too many connections");
            return;
        }
        owner = o;
        o.onHandshake(this, handshake);
    }
}
