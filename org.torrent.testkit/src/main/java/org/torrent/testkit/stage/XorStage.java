package org.torrent.testkit.stage;

import java.nio.ByteBuffer;
import org.torrent.session.wire.ByteStage;
import org.torrent.session.wire.Outgoing;
import org.torrent.session.wire.StageContext;

/**
 * A stream cipher anybody can read: each byte is changed in place, differently at each position, so that a byte lost,
 * repeated, changed twice or out of order spoils all that follows.
 */
public class XorStage implements ByteStage {
    private final int key;
    private long received;
    private long sent;

    /** Both ends need the same key. */
    public XorStage(int key) {
        this.key = key;
    }

    @Override
    public ByteStage received(ByteBuffer bytes, StageContext context) {
        received = change(bytes, received);
        context.deliver(bytes);
        return this;
    }

    @Override
    public void send(Outgoing chunk, StageContext context) {
        sent = change(chunk.bytes(), sent);
        context.write(chunk);
    }

    private long change(ByteBuffer bytes, long from) {
        long at = from;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            bytes.put(i, (byte) (bytes.get(i) ^ (key + at++ * 31)));
        }
        return at;
    }
}
