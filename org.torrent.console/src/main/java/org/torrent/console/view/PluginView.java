package org.torrent.console.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.torrent.api.PluginSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;

/** Plugins. */
public final class PluginView {
    private PluginView() {}

    /** For people. */
    public static List<String> table(List<PluginSnapshot> plugins) {
        if (plugins.isEmpty()) {
            return List.of("no plugins; copy a plugin's jar to the deploy folder");
        }
        Table table = new Table()
                .text("NAME")
                .text("KIND")
                .number("ID")
                .text("BUNDLE")
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
                plugin.name(),
                plugin.kind(),
                plugin.ids().isEmpty()
                        ? "-"
                        : plugin.ids().stream().map(Object::toString).collect(Collectors.joining(",")),
                plugin.bundle(),
                plugin.version(),
                plugin.reason().isEmpty() ? state(plugin) : state(plugin) + " (" + plugin.reason() + ")",
                plugin.calls(),
                plugin.errors(),
                plugin.dropped(),
                Human.millis(plugin.timeNanos()));
    }

    /** {@code active}, {@code waiting}, {@code refused}, {@code quarantined}, {@code no-id}, {@code departed}. */
    static String state(PluginSnapshot plugin) {
        return plugin.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For programs. */
    public static Map<String, Object> documents(List<PluginSnapshot> plugins) {
        return Map.of("plugins", plugins.stream().map(PluginView::document).toList());
    }

    private static Map<String, Object> document(PluginSnapshot plugin) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", plugin.name());
        document.put("kind", plugin.kind());
        document.put("ids", plugin.ids());
        document.put("bundle", plugin.bundle());
        document.put("version", plugin.version());
        document.put("state", state(plugin));
        document.put("reason", plugin.reason());
        document.put("calls", plugin.calls());
        document.put("errors", plugin.errors());
        document.put("dropped", plugin.dropped());
        document.put("time_nanos", plugin.timeNanos());
        return document;
    }
}
