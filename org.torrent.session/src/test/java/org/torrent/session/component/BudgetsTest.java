package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.session.budget.BudgetSettings;

class BudgetsTest {
    private static SessionConfiguration configuration(Map<String, Object> set) {
        return (SessionConfiguration) Proxy.newProxyInstance(
                SessionConfiguration.class.getClassLoader(),
                new Class<?>[] {SessionConfiguration.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void of_whenNothingIsConfigured_shouldBeTheShippedBudgets() {
        assertThat(Budgets.of(configuration(Map.of()))).isEqualTo(BudgetSettings.DEFAULTS);
        assertThat(Settings.of(configuration(Map.of()), key -> null).budgets()).isEqualTo(BudgetSettings.DEFAULTS);
    }

    @Test
    void of_whenConfigured_shouldTakeEachValue() {
        BudgetSettings budgets =
                Budgets.of(configuration(Map.of("connections", 1_000, "dials_per_address", 9, "pending_mebibytes", 8)));
        assertThat(budgets.connections().connections()).isEqualTo(1_000);
        assertThat(budgets.connections().dialsPerAddress()).isEqualTo(9);
        assertThat(budgets.pendingBytes()).isEqualTo(8 << 20);
    }

    @Test
    void of_whenAValueMakesNoSense_shouldNameIt() {
        assertThatThrownBy(() -> Budgets.of(configuration(Map.of("handshakes", 0))))
                .hasMessageContaining("handshakes: 0");
        assertThatThrownBy(() -> Budgets.of(configuration(Map.of("session_unchoke_slots", -1))))
                .hasMessageContaining("unchoke slots: -1");
    }
}
