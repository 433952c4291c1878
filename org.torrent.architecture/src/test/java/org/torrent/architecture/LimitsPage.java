package org.torrent.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/LIMITS.md}: a section per type, headed by its name, with one table. */
final class LimitsPage {
    private static final Pattern SECTION = Pattern.compile("### `([\\w.$]+)`");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`|]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| `?([^`|]*)`? \\|");

    /** One line of a table. */
    record Row(Figure figure, String beyond, String key) {}

    private LimitsPage() {}

    /** Rows by type and name. */
    static Map<String, Map<String, Row>> read() throws IOException {
        Map<String, Map<String, Row>> sections = new LinkedHashMap<>();
        Map<String, Row> current = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "LIMITS.md"))) {
            Matcher section = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (section.matches()) {
                current = sections.computeIfAbsent(section.group(1), type -> new LinkedHashMap<>());
            } else if (row.matches()) {
                Figure figure = new Figure(row.group(2).strip(), row.group(3).strip());
                current.put(
                        row.group(1),
                        new Row(figure, row.group(4).strip(), row.group(5).strip()));
            } else if (line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| name |")) {
                throw new IllegalStateException("docs/LIMITS.md: not a line of the table: " + line);
            }
        }
        return sections;
    }
}
