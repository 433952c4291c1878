package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.PluginSnapshot;

/** Turns one look at the plugins after another into alerts about what changed. Under the registry's lock. */
final class StateChanges {
    /** An alert to post. */
    record Change(String what, String message, Map<String, Object> details) {}

    private Map<String, PluginSnapshot> before = Map.of();

    /** What changed since the last look. */
    List<Change> since(List<PluginSnapshot> now) {
        Map<String, PluginSnapshot> next = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (PluginSnapshot plugin : now) {
            String key = plugin.kind() + " " + plugin.name() + " " + plugin.bundle() + " " + plugin.version();
            PluginSnapshot old = before.get(key);
            boolean changed = old == null
                    || old.state() != plugin.state()
                    || !old.ids().equals(plugin.ids())
                    || !old.reason().equals(plugin.reason());
            if (changed && next.get(key) == null) {
                changes.add(change(plugin));
            }
            next.put(key, plugin);
        }
        before.forEach((key, old) -> {
            if (!next.containsKey(key) && old.state() != PluginSnapshot.State.DEPARTED) {
                changes.add(new Change("plugin_removed", text(old, "removed"), details(old, "removed")));
            }
        });
        before = next;
        return changes;
    }

    private static Change change(PluginSnapshot plugin) {
        String state = plugin.state().name().toLowerCase(Locale.ROOT);
        return new Change("plugin_" + state, text(plugin, state), details(plugin, state));
    }

    private static String text(PluginSnapshot plugin, String state) {
        String ids = plugin.ids().isEmpty() ? "" : ", id " + plugin.ids();
        String reason = plugin.reason().isEmpty() ? "" : ": " + plugin.reason();
        return "plugin " + plugin.name() + " (" + plugin.bundle() + " " + plugin.version() + ") is " + state + ids
                + reason;
    }

    private static Map<String, Object> details(PluginSnapshot plugin, String state) {
        return Map.of(
                "name", plugin.name(),
                "kind", plugin.kind(),
                "bundle", plugin.bundle(),
                "version", plugin.version(),
                "state", state,
                "reason", plugin.reason());
    }
}
