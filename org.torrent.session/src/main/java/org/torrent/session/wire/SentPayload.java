package org.torrent.session.wire;

import java.util.Arrays;
import org.torrent.model.PieceLayout;

/** Which part of what was queued is payload of pieces: a ring of ends and lengths, so that no piece costs an object. */
final class SentPayload {
    private long[] ring = new long[32];
    private int first;
    private int count;
    private long queuedBytes;
    private long writtenBytes;
    private long spareBytes;

    /** A piece message was queued; {@code end} is the position behind it in all that was queued. */
    void queued(long end, int payloadBytes) {
        if (count == ring.length) {
            grow();
        }
        queuedBytes += payloadBytes;
        spareBytes += spare(payloadBytes);
        ring[(first + count) % ring.length] = end;
        ring[(first + count + 1) % ring.length] = payloadBytes;
        count += 2;
    }

    /** So much of what was queued has reached the socket. */
    void written(long upTo) {
        while (count > 0 && ring[first] <= upTo) {
            writtenBytes += ring[first + 1];
            spareBytes -= spare(ring[first + 1]);
            first = (first + 2) % ring.length;
            count -= 2;
        }
    }

    /** Payload of the pieces that have not. */
    long waitingBytes() {
        return queuedBytes - writtenBytes;
    }

    /** What their blocks of the pool have beside it: the pool lends whole ones. */
    long spareBytes() {
        return spareBytes;
    }

    private static long spare(long payloadBytes) {
        return Math.max(0, PieceLayout.BLOCK_BYTES - payloadBytes);
    }

    /** Payload of the pieces that have reached the socket whole. */
    long writtenBytes() {
        return writtenBytes;
    }

    private void grow() {
        long[] larger = Arrays.copyOfRange(ring, first, first + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - first, first);
        ring = larger;
        first = 0;
    }
}
