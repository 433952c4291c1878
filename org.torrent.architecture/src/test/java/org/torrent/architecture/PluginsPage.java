package org.torrent.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** {@code docs/PLUGINS.md}: tables of what plugin interfaces elsewhere have, with five columns. */
final class PluginsPage {
    private static final int COLUMNS = 5;
    private static final String HEAD = "| member | source | ours | test | fires with |";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /**
     * One line of a table.
     *
     * @param member as it is called there
     * @param sources letters of the documents that have it
     * @param ours what does it here, as {@code Type.member}
     * @param tests as {@code Class#method}
     * @param firesWith clients that make it happen in a transfer
     */
    record Row(String member, List<String> sources, List<String> ours, List<String> tests, String firesWith) {}

    private PluginsPage() {}

    static List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "PLUGINS.md"))) {
            if (line.startsWith("|") && !line.startsWith("|--") && !line.equals(HEAD)) {
                rows.add(row(line));
            }
        }
        return rows;
    }

    private static Row row(String line) {
        String[] cells = line.substring(1).split("\\|", -1);
        if (cells.length != COLUMNS + 1 || Arrays.stream(cells).limit(COLUMNS).anyMatch(String::isBlank)) {
            throw new IllegalStateException("docs/PLUGINS.md: five cells, none empty: " + line);
        }
        List<String> member = quoted(cells[0]);
        return new Row(
                member.isEmpty() ? cells[0].strip() : member.get(0),
                List.of(cells[1].strip().split(" ")),
                quoted(cells[2]),
                quoted(cells[3]),
                cells[4].strip());
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(result -> result.group(1)).toList();
    }
}
