package org.torrent.session.torrent;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.core.RateMeter;
import org.torrent.session.core.UploadWindow;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.storage.StorageException;

/**
 * What one peer asks of us. Requests wait in a bounded queue; as many are read and in the socket's queue as the peer's
 * rate needs. A block goes from the storage's thread straight to the transport. On the torrent's loop but for {@link
 * #onRead}.
 */
final class PeerUpload {
    private final Peer peer;
    private final RateMeter rate = new RateMeter();
    private final ArrayDeque<BlockRequest> queue = new ArrayDeque<>();
    private final AtomicInteger readingBytes = new AtomicInteger();
    private final AtomicBoolean pumpAfterRead = new AtomicBoolean();
    private final AtomicBoolean waitsForPool = new AtomicBoolean();
    private Bitfield allowedFast;
    private long countedBytes;
    private final UploadWindow window = new UploadWindow();
    private volatile int roomBelow; // read on storage threads
    private boolean requestsWait; // since the last pump, which left some for want of room

    PeerUpload(Peer peer) {
        this.peer = peer;
    }

    RateMeter rate() {
        return rate;
    }

    int queued() {
        return queue.size();
    }

    /** These pieces are answered although the peer is choked (BEP 6). */
    void allowFast(Bitfield pieces) {
        allowedFast = pieces;
    }

    void onRequest(BlockRequest block) throws ProtocolException {
        Download download = peer.torrent.download();
        if (block.length() > TorrentLimits.REQUEST_BYTES) {
            throw new ProtocolException(
                    "request: " + block.length() + " bytes, at most " + TorrentLimits.REQUEST_BYTES + " are answered");
        }
        if (download == null || !download.canServe(block) || !mayAsk(block)) {
            reject(block);
        } else if (queue.size() >= TorrentLimits.QUEUED_REQUESTS) {
            reject(block);
        } else {
            queue.add(block); // the end of the batch pumps
        }
    }

    private boolean mayAsk(BlockRequest block) {
        return !peer.amChoking || peer.fast && allowedFast != null && allowedFast.get(block.piece());
    }

    void onCancel(BlockRequest block) {
        if (queue.remove(block)) {
            reject(block);
        }
    }

    /** The peer is choked: what waits is not answered any more. */
    void rejectAll() {
        queue.forEach(this::reject);
        queue.clear();
    }

    private void reject(BlockRequest block) {
        if (peer.fast) {
            peer.send(new Message.Reject(block));
        }
    }

    /** Starts as many reads as fit into the window. */
    void pump() {
        Download download = peer.torrent.download();
        if (queue.isEmpty() || download == null || !download.isOpen() || peer.isClosing()) {
            return;
        }
        long used = peer.wire.sender().unsentBytes() + readingBytes.get();
        if (requestsWait && used == 0) {
            window.ranDry();
        }
        requestsWait = false;
        while (!queue.isEmpty() && used < window.bytes()) {
            BlockRequest block = queue.peek();
            Block into = peer.torrent.services().pool().tryAcquire(BlockPool.HEADER_BYTES + block.length());
            if (into == null) {
                waitForPool(BlockPool.HEADER_BYTES + block.length());
                return;
            }
            queue.poll();
            used += block.length();
            readingBytes.addAndGet(block.length());
            into.buffer().position(BlockPool.HEADER_BYTES);
            download.storage().read(block, into, this::onRead);
        }
        if (!queue.isEmpty()) {
            requestsWait = true;
            waitForRoom();
        }
    }

    private void waitForRoom() {
        roomBelow = window.bytes() / 2;
        pumpAfterRead.set(true);
        if (readingBytes.get() == 0 && pumpAfterRead.getAndSet(false)) {
            peer.wire.sender().wantRoom(roomBelow);
        }
    }

    private void waitForPool(int bytes) {
        if (waitsForPool.compareAndSet(false, true)) {
            peer.torrent.services().pool().onAvailable(bytes, () -> {
                waitsForPool.set(false);
                pumpSoon();
            });
        }
    }

    /** On a storage thread. */
    private void onRead(BlockRequest span, Block block, StorageException error) {
        if (error == null) {
            peer.wire.sender().sendPiece(span, block);
        } else {
            block.release();
            peer.torrent.loop().execute(() -> failed(span, error));
        }
        if (readingBytes.addAndGet(-span.length()) == 0 && pumpAfterRead.getAndSet(false)) {
            peer.wire.sender().wantRoom(roomBelow);
        }
    }

    private void failed(BlockRequest span, StorageException error) {
        reject(span);
        peer.torrent.contents().onReadError(error);
    }

    private void pumpSoon() {
        peer.torrent.loop().execute(this::pump);
    }

    /** Adds what was sent since the last call to the totals: with each tick, and once more when the connection ends. */
    void count(long nowNanos) {
        long total = peer.wire.sender().payloadBytes();
        long delta = total - countedBytes;
        countedBytes = total;
        rate.add(delta, nowNanos);
        peer.torrent.uploaded(delta, nowNanos);
        if (delta > 0 && peer.extensions != null) {
            peer.extensions.sentPayload(delta);
        }
    }

    void tick(long nowNanos) {
        count(nowNanos);
        window.tick(rate.bytesPerSecond(nowNanos));
        pump();
    }
}
