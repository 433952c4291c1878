package org.torrent.session.wire;

import java.nio.ByteBuffer;

/** What a stage can do to its connection. */
public interface StageContext {
    /** Hands bytes up, all of them: what is not consumed there is kept for later. Only on the I/O thread. */
    void deliver(ByteBuffer bytes);

    /** Hands bytes down. Any thread. */
    void write(Outgoing chunk);

    /** Runs something under the lock of the way out, at once: between it and {@code send} nothing else happens. Any thread. */
    void withOutput(Runnable body);

    /** Stops reading: what is left unconsumed is not offered before {@link #resumeInput}. Any thread. */
    void suspendInput();

    /** Goes on reading after {@link #suspendInput}; what was left comes again soon. Any thread. */
    void resumeInput();

    /** Where to put what was found out of the peer. Only on the I/O thread. */
    Learned learned();

    /** Closes the connection. Any thread. */
    void close(String reason);
}
