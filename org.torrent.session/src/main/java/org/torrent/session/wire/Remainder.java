package org.torrent.session.wire;

import java.nio.ByteBuffer;

/** Input that was offered and not consumed. On the I/O thread. */
final class Remainder {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer kept = NOTHING;

    boolean isEmpty() {
        return !kept.hasRemaining();
    }

    int bytes() {
        return kept.remaining();
    }

    /** What is kept and the given bytes behind it, which are consumed if there was something. */
    ByteBuffer inFrontOf(ByteBuffer bytes) {
        if (isEmpty()) {
            return bytes;
        }
        ByteBuffer all = kept;
        if (bytes.hasRemaining()) {
            all = ByteBuffer.allocate(kept.remaining() + bytes.remaining())
                    .put(kept)
                    .put(bytes)
                    .flip();
        }
        kept = NOTHING;
        return all;
    }

    /** Keeps a copy of what is left of the bytes, and consumes them. */
    void keep(ByteBuffer bytes) {
        kept = bytes.hasRemaining()
                ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                : NOTHING;
    }
}
