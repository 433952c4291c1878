package org.torrent.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torrent.api.PluginSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;
import org.torrent.front.json.PluginDocument;

/** Plugins for people. */
public final class PluginRows {
    private PluginRows() {}

    /** A row for each, and a line when threads hang in them. */
    public static List<String> of(List<PluginSnapshot> plugins, int stuckThreads) {
        List<String> lines = new ArrayList<>(
                plugins.isEmpty() ? List.of("no plugins; copy a plugin's jar to the deploy folder") : rows(plugins));
        if (stuckThreads > 0) {
            lines.add(
                    (stuckThreads == 1 ? "1 thread hangs" : stuckThreads + " threads hang")
                            + " in a plugin's call, also after it left: see torrent:alerts; a restart ends what does not return");
        }
        return lines;
    }

    private static List<String> rows(List<PluginSnapshot> plugins) {
        Table table = new Table()
                .text("BUNDLE")
                .text("NAME")
                .text("EXTENSION")
                .text("KIND")
                .number("ID")
                .text("VERSION")
                .text("STATE")
                .number("CALLS")
                .number("ERRORS")
                .number("DROPPED")
                .number("TIME");
        plugins.forEach(plugin -> addRow(table, plugin));
        return table.lines();
    }

    private static void addRow(Table table, PluginSnapshot plugin) {
        table.row(
                plugin.bundle(),
                plugin.name(),
                plugin.extensions().isEmpty() ? "-" : String.join(",", plugin.extensions()),
                plugin.kind(),
                plugin.ids().isEmpty()
                        ? "-"
                        : plugin.ids().stream().map(Object::toString).collect(Collectors.joining(",")),
                plugin.version(),
                state(plugin),
                plugin.calls(),
                plugin.errors(),
                plugin.dropped(),
                Human.millis(plugin.timeNanos()));
    }

    private static String state(PluginSnapshot plugin) {
        String state = PluginDocument.state(plugin.state());
        List<String> more = new ArrayList<>();
        if (!plugin.reason().isEmpty()) {
            more.add(plugin.reason());
        }
        if (!plugin.target().isEmpty()) {
            more.add("only " + plugin.target());
        }
        if (!plugin.disabledFor().isEmpty()) {
            int torrents = plugin.disabledFor().size();
            more.add("disabled for " + torrents + (torrents == 1 ? " torrent" : " torrents"));
        }
        return more.isEmpty() ? state : state + " (" + String.join("; ", more) + ")";
    }
}
