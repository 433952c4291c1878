package org.torrent.session.connection;

import org.torrent.protocol.ProtocolException;

/**
 * What the engine does with one type of message, phase by phase, in this order.
 *
 * @param <M> the message
 * @param validate refuses what no peer may say; plugins never see it. Throwing closes the connection
 * @param bookkeeping what must stay true whatever a plugin decides: outstanding requests, rates, flags
 * @param effect the standard handling, skipped when a plugin handled the message
 * @param handled what is done in its place then
 */
record MessageRow<M>(Step<M> validate, Step<M> bookkeeping, Step<M> effect, Step<M> handled) {
    /** One phase. */
    @FunctionalInterface
    interface Step<M> {
        /** Throws when the peer broke the protocol, which closes the connection. */
        void run(ConnectionParts exchange, M message, long nowNanos) throws ProtocolException;
    }

    /** A type of which nothing is done. */
    static <M> MessageRow<M> of() {
        return new MessageRow<>(MessageRow::nothing, MessageRow::nothing, MessageRow::nothing, MessageRow::nothing);
    }

    MessageRow<M> validate(Step<M> step) {
        return new MessageRow<>(step, bookkeeping, effect, handled);
    }

    MessageRow<M> bookkeeping(Step<M> step) {
        return new MessageRow<>(validate, step, effect, handled);
    }

    MessageRow<M> effect(Step<M> step) {
        return new MessageRow<>(validate, bookkeeping, step, handled);
    }

    MessageRow<M> handled(Step<M> step) {
        return new MessageRow<>(validate, bookkeeping, effect, step);
    }

    private static void nothing(ConnectionParts exchange, Object message, long nowNanos) {}
}
