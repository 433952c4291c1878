package org.torrent.session.wire;

import java.nio.ByteBuffer;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;

/** Gathers a connection's small messages while its loop works through a batch, and sends them in one buffer. */
public final class MessageBatch {
    private static final int FIRST_BYTES = 512;

    private final WireSender sender;
    private ByteBuffer pending;

    /** Sends to there. */
    public MessageBatch(WireSender sender) {
        this.sender = sender;
    }

    /** Appends a message; tells whether it is the first since the last flush. */
    public boolean add(Message message) {
        boolean first = pending == null;
        int needed = MessageEncoder.encodedLength(message);
        if (first) {
            pending = ByteBuffer.allocate(Math.max(FIRST_BYTES, needed));
        } else if (pending.remaining() < needed) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * pending.capacity(), pending.position() + needed));
            pending = larger.put(pending.flip());
        }
        MessageEncoder.encode(message, pending);
        return first;
    }

    /** Sends what was added. */
    public void flush() {
        if (pending != null) {
            ByteBuffer full = pending.flip();
            pending = null;
            sender.send(full);
        }
    }
}
