package org.torrent.session.wire;

import java.nio.ByteBuffer;

/**
 * One step between a connection's bytes and its messages, in both directions: encryption, a rate limit, a negotiation
 * before the handshake. One object serves one connection.
 *
 * <p>{@link #start} and {@link #received} are called on the connection's I/O thread, the others by any thread, one at a
 * time under the lock of the way out. State that both directions use is touched inside of {@link
 * StageContext#withOutput}. None may block. What an input method throws closes the connection.
 */
public interface ByteStage {
    /** The connection is up and the stage is in place. Nothing was received or sent yet. */
    default void start(StageContext context) {}

    /**
     * Bytes came from below. What it made of them goes up by {@link StageContext#deliver}, also in the same buffer,
     * changed in place. What is left between position and limit was not consumed: it comes again in front of newer
     * bytes, or, after {@link StageContext#resumeInput}, without any.
     *
     * @return who is in this place from now on: this; another stage, which is started and gets what this one left; or
     *     null for nobody: what this one left goes up. It holds nothing back any more, and passes on what is sent
     *     before the change takes effect
     */
    ByteStage received(ByteBuffer bytes, StageContext context);

    /**
     * Bytes come from above, in order. They go down by {@link StageContext#write}, now or later: until then they count
     * as unsent, and the torrent sends no more than its window.
     */
    void send(Outgoing chunk, StageContext context);

    /** The connection will end when what was sent has left: hands down what it holds back. */
    default void finish(StageContext context) {}

    /** The end: releases what it holds back. Once. */
    default void closed() {}
}
