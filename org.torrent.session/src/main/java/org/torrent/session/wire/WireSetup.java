package org.torrent.session.wire;

import java.util.function.LongSupplier;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionBudget;
import org.torrent.session.budget.PendingBytes;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.spi.buffer.BlockPool;

/**
 * What all connections of a session share.
 *
 * @param pool where payload goes
 * @param connections how many there may be
 * @param pending what may wait for the loops
 * @param retained heap kept for what peers sent
 * @param stages what each connection's bytes pass
 */
public record WireSetup(
        BlockPool pool,
        ConnectionBudget connections,
        PendingBytes pending,
        RetainedHeap retained,
        StageFactory stages) {
    /**
     * Within these budgets.
     *
     * @param nanos what time it is, for any thread
     */
    public WireSetup(BlockPool pool, BudgetSettings budgets, StageFactory stages, LongSupplier nanos) {
        this(
                pool,
                new ConnectionBudget(budgets.connections(), nanos),
                new PendingBytes(budgets.pendingBytes(), budgets.pendingBytesPerConnection()),
                new RetainedHeap(budgets.retainedBytes()),
                stages);
    }

    /** Other budgets from now on; what is used stays. Any thread. */
    public void limit(BudgetSettings budgets) {
        connections.limit(budgets.connections());
        pending.limit(budgets.pendingBytes(), budgets.pendingBytesPerConnection());
        retained.limit(budgets.retainedBytes());
    }

    /** Within the shipped budgets; the bytes are the messages, and no breach is ever forgiven. */
    public WireSetup(BlockPool pool) {
        this(pool, BudgetSettings.DEFAULTS, StageFactory.NONE, () -> 0);
    }
}
