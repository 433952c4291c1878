package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.torrent.architecture.LimitsPage.Row;

/** The page of limits says what the code says, and leaves nothing out. */
class LimitsPageTest {
    private static final String HOW =
            "docs/LIMITS.md shows every figure of every type whose name ends in Limits, and of"
                    + " every configuration type: | `name` | default | unit | what happens beyond it | `key` or fixed |";

    /** Their defaults depend on the machine. */
    private static final Set<String> BY_CORES = Set.of("org.torrent.storage.Limits.hashThreads");

    private final Map<String, Map<String, Figure>> code = LimitTypes.all();
    private final Map<String, Map<String, Row>> page = LimitsPage.read();

    LimitsPageTest() throws IOException {}

    @Test
    void page_whenComparedWithTheTypesOfLimits_shouldHaveEveryFigureAndNoOther() {
        Set<String> missing = new TreeSet<>();
        Set<String> gone = new TreeSet<>();
        code.forEach((type, figures) -> {
            Map<String, Row> rows = page.getOrDefault(type, Map.of());
            figures.forEach((name, figure) -> {
                if (!rows.containsKey(name)) {
                    missing.add(type + ": | `" + name + "` | " + figure.number() + " | " + figure.unit() + " |");
                }
            });
            rows.keySet().stream()
                    .filter(name -> !figures.containsKey(name))
                    .forEach(name -> gone.add(type + '.' + name));
        });
        assertThat(missing).as(HOW + "; missing").isEmpty();
        assertThat(gone).as(HOW + "; not in the code").isEmpty();
    }

    @Test
    void page_whenComparedWithTheCode_shouldShowTheSameValues() {
        Map<String, Figure> shown = new TreeMap<>();
        Map<String, Figure> real = new TreeMap<>();
        page.forEach((type, rows) -> rows.forEach((name, row) -> {
            String id = type + '.' + name;
            Figure figure = code.containsKey(type) ? code.get(type).get(name) : LimitTypes.constant(type, name);
            if (figure != null && !BY_CORES.contains(id)) {
                boolean saysUnit = !figure.unit().isEmpty();
                real.put(id, figure);
                shown.put(id, saysUnit ? row.figure() : new Figure(row.figure().number(), ""));
            }
        }));
        assertThat(shown).as("values that docs/LIMITS.md shows").containsExactlyEntriesOf(real);
    }

    @Test
    void page_whenReadByAPerson_shouldSayUnitConsequenceAndKey() {
        Set<String> keys = code.entrySet().stream()
                .filter(type -> isConfiguration(type.getKey()))
                .flatMap(type -> type.getValue().keySet().stream())
                .collect(Collectors.toSet());
        page.forEach((type, rows) -> rows.forEach((name, row) -> {
            assertThat(row.figure().unit()).as("unit of %s.%s", type, name).isNotEmpty();
            assertThat(row.beyond()).as("what happens beyond %s.%s", type, name).isNotEmpty();
            if (isConfiguration(type)) {
                assertThat(row.key()).as("key of %s.%s", type, name).isEqualTo(name);
            } else if (!row.key().equals("fixed")) {
                assertThat(keys).as("keys; %s.%s names one", type, name).contains(row.key());
            }
        }));
    }

    private static boolean isConfiguration(String type) {
        return type.endsWith("Config") || type.endsWith("Configuration");
    }
}
