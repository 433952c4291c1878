package org.torrent.session.connection;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.protocol.Message;
import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.RateMeter;
import org.torrent.session.core.SlotTaker;
import org.torrent.session.core.UploadWindow;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;

/**
 * What one peer asks of us. Requests wait in a bounded queue; as many are read and in the socket's queue as the peer's
 * rate needs. A block goes from the storage's thread straight to the transport. On the torrent's loop but for {@link
 * #done}.
 */
final class PeerUpload implements TorrentStorage.ReadCallback {
    private static final String NO_ANSWER = "internal error: a block could not be sent";

    private final PeerState peer;
    private final PeerSender sender;
    private final ConnectionHost host;
    private final BlockPool pool;
    private final Mailbox<TorrentInput> mailbox;
    private final RateMeter rate = new RateMeter();
    private final Set<BlockRequest> queue =
            new LinkedHashSet<>(); // in order; found at once, as cancels come by thousands
    private final Queue<BlockRequest> sentPieces = new ConcurrentLinkedQueue<>(); // to be told to plugins
    private volatile boolean keepsSentPieces;
    private final AtomicInteger readingBytes = new AtomicInteger();
    private final AtomicBoolean pumpAfterRead = new AtomicBoolean();
    private final AtomicBoolean waitsForPool = new AtomicBoolean();
    private Bitfield allowedFast;
    private long countedBytes;
    private long seenWrittenBytes;
    private long countedAtNanos; // when the peer last took something
    private long firstTakenNanos;
    private int timesTaken; // with how many calls of count
    private final UploadWindow window = new UploadWindow();
    private final VainRequests vain;
    private volatile int roomBelow; // read on storage threads
    private BlockRequest answered; // by a plugin, since the last request was offered
    private boolean requestsWait; // since the last pump, which left some for want of room

    PeerUpload(PeerState peer, PeerSender sender, ConnectionHost host, BlockPool pool, Mailbox<TorrentInput> mailbox) {
        this.peer = peer;
        this.sender = sender;
        this.host = host;
        this.pool = pool;
        this.mailbox = mailbox;
        this.countedAtNanos = peer.connectedAtNanos;
        this.vain = new VainRequests(peer.wire);
    }

    RateMeter rate() {
        return rate;
    }

    int queued() {
        return queue.size();
    }

    /** Whether the peer has been unchoked for a while and takes nothing, and not because our disk is slow. */
    boolean isSlotUnused(long nowNanos) {
        return !peer.amChoking && nowNanos - slotSinceNanos(nowNanos) > use().patienceNanos();
    }

    /** What it does with its slot. */
    SlotTaker.Use use() {
        boolean asks = !queue.isEmpty() || sender.wire().unsentPayloadBytes() > 0;
        if (timesTaken >= TorrentLimits.READS_TIMES && countedAtNanos - firstTakenNanos > TorrentLimits.READS_NANOS) {
            return SlotTaker.Use.READS;
        }
        if (asks) {
            return SlotTaker.Use.BLOCKED;
        }
        boolean tookSome = timesTaken > 0 && countedAtNanos - peer.unchokedAtNanos >= 0
                || sender.wire().writtenPayloadBytes() > countedBytes;
        return tookSome ? SlotTaker.Use.PAUSED : SlotTaker.Use.NOTHING;
    }

    /** When it last took something, or got its slot; now while our own disk or memory keeps it waiting. */
    long slotSinceNanos(long nowNanos) {
        if (readingBytes.get() > 0 || waitsForPool.get()) {
            return nowNanos;
        }
        return countedAtNanos - peer.unchokedAtNanos > 0 ? countedAtNanos : peer.unchokedAtNanos;
    }

    /** These pieces are answered although the peer is choked (BEP 6). */
    void allowFast(Bitfield pieces) {
        allowedFast = pieces;
    }

    /** A plugin allows the peer one more. */
    void allowFast(int piece, int pieceCount) {
        if (allowedFast == null) {
            allowedFast = new Bitfield(pieceCount);
        }
        allowedFast.set(piece);
    }

    /** A plugin sends a block, which answers the request for it; takes over the reference. */
    void answer(BlockRequest block, Block payload) {
        queue.remove(block);
        answered = block;
        sender.wire().sendPiece(block, payload);
        if (keepsSentPieces) {
            sentPieces.add(block);
        }
    }

    /** A request is about to be offered to plugins. */
    void offered() {
        answered = null;
    }

    /** A plugin handled a request: unless it answered it itself, it will not be. */
    void handled(BlockRequest block) {
        if (!block.equals(answered)) {
            vain.count();
            reject(block);
        }
    }

    /** A plugin refuses a request. */
    void refuse(BlockRequest block) {
        queue.remove(block);
        answered = block;
        reject(block);
    }

    void onRequest(BlockRequest block) {
        if (queue.contains(block)) {
            vain.count();
            return; // asked for twice, it is answered once
        }
        TorrentPieces pieces = host.pieces();
        boolean isFull = queue.size() >= TorrentLimits.QUEUED_REQUESTS;
        if (isFull || pieces == null || !pieces.canServe(block) || !mayAsk(block)) {
            vain.count();
            reject(block);
            return;
        }
        if (block.length() < TorrentLimits.SMALL_REQUEST_BYTES
                && !pieces.layout().isBlock(block)) {
            vain.count(); // it is served, and costs as much as one that is worth it
        }
        queue.add(block); // the end of the batch pumps
    }

    /** What a request costs while it is answered: the pool lends whole blocks, however little is asked for. */
    private static int cost(BlockRequest block) {
        return Math.max(block.length(), PieceLayout.BLOCK_BYTES);
    }

    private boolean mayAsk(BlockRequest block) {
        return !peer.amChoking || mayAskChoked(block);
    }

    /** BEP 6: a head start for whoever has next to nothing, not a way around the choke. */
    private boolean mayAskChoked(BlockRequest block) {
        return peer.fast
                && allowedFast != null
                && allowedFast.get(block.piece())
                && block.length() <= PieceLayout.BLOCK_BYTES
                && peer.bits.count() <= TorrentLimits.ALLOWED_FAST
                && !peer.bits.has(block.piece())
                && host.servesChoked(block);
    }

    void onCancel(BlockRequest block) {
        vain.count();
        if (queue.remove(block)) {
            reject(block);
        }
    }

    /** The peer is choked: what waits is not answered any more. */
    void rejectAll() {
        List<BlockRequest> all = List.copyOf(queue);
        queue.clear();
        all.forEach(this::reject); // plugins hear of it and may refuse others
    }

    /** What arrived is worked through. */
    void settle() {
        vain.settle();
        pump();
    }

    /** It will not be answered; said to a peer that understands it. */
    void reject(BlockRequest block) {
        if (peer.fast) {
            sender.send(new Message.Reject(block));
        }
    }

    /** Starts as many reads as fit into the window. */
    void pump() {
        TorrentPieces pieces = host.pieces();
        if (queue.isEmpty() || pieces == null || !pieces.isOpen() || peer.isClosing()) {
            return;
        }
        long used = sender.wire().heldBytes() + readingBytes.get();
        if (requestsWait && used == 0) {
            window.ranDry();
        }
        requestsWait = false;
        Iterator<BlockRequest> next = queue.iterator();
        long room = windowBytes();
        while (next.hasNext() && used < room) {
            BlockRequest block = next.next();
            Block into = pool.tryAcquire(BlockPool.HEADER_BYTES + block.length());
            if (into == null) {
                waitForPool(BlockPool.HEADER_BYTES + block.length());
                return;
            }
            next.remove();
            used += cost(block);
            readingBytes.addAndGet(cost(block));
            into.buffer().position(BlockPool.HEADER_BYTES);
            pieces.storage().read(block, into, this);
        }
        if (!queue.isEmpty()) {
            requestsWait = true;
            waitForRoom();
        }
    }

    /** Hundreds may be choked and read nothing: together they get little of the pool. */
    private int windowBytes() {
        return peer.amChoking ? Math.min(TorrentLimits.CHOKED_UPLOAD_BYTES, window.bytes()) : window.bytes();
    }

    private void waitForRoom() {
        roomBelow = windowBytes() / 2;
        pumpAfterRead.set(true);
        if (readingBytes.get() == 0 && pumpAfterRead.getAndSet(false)) {
            sender.wire().wantRoom(roomBelow);
        }
    }

    private void waitForPool(int bytes) {
        if (waitsForPool.compareAndSet(false, true)) {
            pool.onAvailable(bytes, () -> {
                waitsForPool.set(false);
                pumpSoon();
            });
        }
    }

    /** A block was read. On a storage thread. */
    @Override
    public void done(BlockRequest span, Block block, StorageException error) {
        try {
            if (error == null) {
                sender.wire().sendPiece(span, block);
                if (keepsSentPieces) {
                    sentPieces.add(span);
                }
            } else {
                block.release();
                mailbox.post(TorrentInput.BLOCK_UNREADABLE, () -> failed(span, error));
            }
        } catch (Throwable t) { // the peer would wait for the block for ever
            HeapAlarm.raise(t);
            peer.wire.close(NO_ANSWER);
        } finally {
            if (readingBytes.addAndGet(-cost(span)) == 0 && pumpAfterRead.getAndSet(false)) {
                sender.wire().wantRoom(roomBelow);
            }
        }
    }

    /** Whether blocks that are queued from now on are remembered for {@link #drainSentPieces}. */
    void keepSentPieces(boolean keeps) {
        keepsSentPieces = keeps;
    }

    /** The blocks that were queued since the last call. */
    void drainSentPieces(Consumer<BlockRequest> to) {
        for (BlockRequest sent = sentPieces.poll(); sent != null; sent = sentPieces.poll()) {
            to.accept(sent);
        }
    }

    private void failed(BlockRequest span, StorageException error) {
        reject(span);
        host.unreadable(error);
    }

    private void pumpSoon() {
        mailbox.post(TorrentInput.POOL_ROOM, this::pump);
    }

    /**
     * Adds what was sent since the last call to the totals: with each tick, and once more when the connection ends.
     *
     * @return payload bytes since the last call
     */
    long count(long nowNanos) {
        long total = sender.wire().writtenPayloadBytes();
        long delta = total - countedBytes;
        countedBytes = total;
        long written = sender.wire().writtenBytes();
        boolean takesPart = written > seenWrittenBytes && sender.wire().unsentPayloadBytes() > 0;
        seenWrittenBytes = written;
        if (delta > 0 || takesPart) {
            countedAtNanos = nowNanos;
            firstTakenNanos = timesTaken++ == 0 ? nowNanos : firstTakenNanos;
            peer.usedAtNanos = nowNanos;
        }
        vain.served(delta / PieceLayout.BLOCK_BYTES);
        rate.add(delta, nowNanos);
        host.uploaded(delta, nowNanos);
        return delta;
    }

    /** About once a second, after {@link #count}. */
    void tick(long nowNanos) {
        vain.tick();
        window.tick(rate.bytesPerSecond(nowNanos));
        pump();
    }
}
