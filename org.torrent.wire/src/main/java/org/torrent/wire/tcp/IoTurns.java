package org.torrent.wire.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What an I/O thread does for one connection in its turns. All of it on that thread. */
interface IoTurns {
    /** Whether the socket should be read. */
    boolean wantsInput();

    /** Reads once through the processor's buffer and delivers. */
    void read(ByteBuffer buffer) throws IOException;

    /** Writes once, with room to gather in; answers the number of bytes. */
    int write(ByteBuffer[] gather) throws IOException;

    /** After a resume, a task, or a wish to finish: answers whether this connection now waits for a deadline. */
    boolean onTurn();

    /** When to give up finishing, in terms of {@link System#nanoTime}. */
    long deadlineNanos();

    /** Ends a finishing connection whose deadline passed. */
    void expired();

    /** Whether it is closed, or about to be. */
    boolean isEnded();

    /** Ends it for that reason. */
    void close(String reason);

    /** Something threw on behalf of this connection only. */
    void failed(Throwable failure);

    /** The socket is closed; the last call. */
    void closed();
}
