package org.torrent.session.budget;

/**
 * All budgets of a session. How the user sets them: the session's configuration type.
 *
 * @param connections how many connections
 * @param unchokeSlots peers served at a time by all torrents together; each torrent may always serve one
 * @param pendingBytes received and not yet worked through, all connections together
 * @param pendingBytesPerConnection the same for one connection
 * @param retainedBytes heap kept for what peers sent, all torrents together
 */
public record BudgetSettings(
        ConnectionLimits connections,
        int unchokeSlots,
        long pendingBytes,
        int pendingBytesPerConnection,
        long retainedBytes) {
    private static final int MIB = 1 << 20;

    /** 500 connections, 100 slots, 64 MiB pending (2 MiB each), 64 MiB retained. */
    public static final BudgetSettings DEFAULTS =
            new BudgetSettings(ConnectionLimits.DEFAULTS, 100, 64L * MIB, 2 * MIB, 64L * MIB);

    /** Refuses what lets nothing through. */
    public BudgetSettings {
        if (unchokeSlots < 1) {
            throw new IllegalArgumentException("unchoke slots: " + unchokeSlots + ", must be at least 1");
        }
        if (pendingBytesPerConnection < 1 || pendingBytes < pendingBytesPerConnection) {
            throw new IllegalArgumentException("pending bytes: " + pendingBytes + " for all and "
                    + pendingBytesPerConnection + " for one connection; one must get some, all at least as many");
        }
        if (retainedBytes < 0) {
            throw new IllegalArgumentException("retained bytes: " + retainedBytes + ", must not be negative");
        }
    }
}
