package org.torrent.session.component;

import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionLimits;

/** Turns configuration into budgets. */
final class Budgets {
    private static final int MEBIBYTE_SHIFT = 20;

    private Budgets() {}

    /** @throws IllegalArgumentException that says what is too small */
    static BudgetSettings of(SessionConfiguration configuration) {
        return new BudgetSettings(
                new ConnectionLimits(
                        configuration.connections(),
                        configuration.connections_per_address(),
                        configuration.handshakes(),
                        configuration.handshakes_per_address(),
                        configuration.dials(),
                        configuration.dials_per_address()),
                configuration.session_unchoke_slots(),
                (long) configuration.pending_mebibytes() << MEBIBYTE_SHIFT,
                BudgetSettings.DEFAULTS.pendingBytesPerConnection(),
                (long) configuration.retained_mebibytes() << MEBIBYTE_SHIFT);
    }
}
