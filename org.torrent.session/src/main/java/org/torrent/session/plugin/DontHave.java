package org.torrent.session.plugin;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The message that takes back a have (BEP 54): an extension (BEP 10) of the engine's own, which no plugin can hold. */
public final class DontHave {
    /** What handshakes call it. */
    public static final String NAME = "lt_donthave";

    /** What peers send it to us with; the number that others use for it, too. */
    public static final int ID = 7;

    private DontHave() {}

    /** Its body: the index in 4 bytes, big-endian. */
    public static byte[] encode(int piece) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(piece).array();
    }

    /** The index in a body, any number; empty when it has another length. */
    public static OptionalInt decode(byte[] body) {
        return body.length == Integer.BYTES
                ? OptionalInt.of(ByteBuffer.wrap(body).getInt())
                : OptionalInt.empty();
    }
}
