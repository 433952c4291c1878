package org.torrent.session.wire;

import org.torrent.spi.transport.Connection;

/** Why a connection is not read: it is as long as there is a reason. Thread-safe; suspend and resume keep their order. */
final class ReadGate {
    private final Object gate = new Object(); // guards reasons and the order of suspend and resume
    private int reasons;

    /** @param connection null when it is not up yet */
    void suspend(int reason, Connection connection) {
        synchronized (gate) {
            if (reasons == 0 && connection != null) {
                connection.suspendRead();
            }
            reasons |= reason;
        }
    }

    boolean isSuspended() {
        synchronized (gate) {
            return reasons != 0;
        }
    }

    boolean isSuspended(int reason) {
        synchronized (gate) {
            return (reasons & reason) != 0;
        }
    }

    /**
     * Ends a reason.
     *
     * @param again what makes the transport read, when it was the last one
     * @return whether there was that reason
     */
    boolean resume(int reason, Runnable again) {
        synchronized (gate) {
            if ((reasons & reason) == 0) {
                return false;
            }
            reasons &= ~reason;
            if (reasons == 0) {
                again.run();
            }
            return true;
        }
    }

    /** Reads unless there is a reason not to. */
    void ifOpen(Connection connection) {
        synchronized (gate) {
            if (reasons == 0) {
                connection.resumeRead();
            }
        }
    }
}
