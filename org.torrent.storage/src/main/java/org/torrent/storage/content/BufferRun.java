package org.torrent.storage.content;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Buffers one after the other, handed out in parts. */
final class BufferRun {
    private final ByteBuffer[] buffers;
    private int next;

    BufferRun(ByteBuffer[] buffers) {
        this.buffers = buffers;
    }

    /** Bytes not taken yet. */
    long remaining() {
        long bytes = 0;
        for (int i = next; i < buffers.length; i++) {
            bytes += buffers[i].remaining();
        }
        return bytes;
    }

    /** The next bytes; the same array when that is everything. */
    ByteBuffer[] take(long bytes) {
        if (next == 0 && bytes == remaining()) {
            next = buffers.length;
            return buffers;
        }
        List<ByteBuffer> part = new ArrayList<>();
        long missing = bytes;
        while (missing > 0) {
            ByteBuffer buffer = buffers[next];
            int length = (int) Math.min(missing, buffer.remaining());
            part.add(buffer.slice(buffer.position(), length));
            buffer.position(buffer.position() + length);
            missing -= length;
            if (!buffer.hasRemaining()) {
                next++;
            }
        }
        return part.toArray(ByteBuffer[]::new);
    }
}
