package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.PluginSnapshot;

/** Turns one look at the plugins after another into alerts about what changed. Under the registry's lock. */
final class StateChanges {
    /** An alert to post. */
    record Change(AlertType type, String message, Map<AlertDetail, String> details) {}

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
                changes.add(new Change(AlertType.PLUGIN_REMOVED, text(old, "removed"), details(old, "removed")));
            }
        });
        before = next;
        return changes;
    }

    private static Change change(PluginSnapshot plugin) {
        String state = plugin.state().name().toLowerCase(Locale.ROOT);
        return new Change(type(plugin.state()), text(plugin, state), details(plugin, state));
    }

    private static AlertType type(PluginSnapshot.State state) {
        return switch (state) {
            case ACTIVE -> AlertType.PLUGIN_ACTIVE;
            case STARTING, WAITING -> AlertType.PLUGIN_WAITING;
            case REFUSED -> AlertType.PLUGIN_REFUSED;
            case QUARANTINED -> AlertType.PLUGIN_QUARANTINED;
            case DISABLED -> AlertType.PLUGIN_DISABLED;
            case STUCK -> AlertType.PLUGIN_STUCK;
            case NO_ID -> AlertType.PLUGIN_NO_ID;
            case DEPARTED -> AlertType.PLUGIN_DEPARTED;
        };
    }

    private static String text(PluginSnapshot plugin, String state) {
        String ids = plugin.ids().isEmpty() ? "" : ", id " + plugin.ids();
        String reason = plugin.reason().isEmpty() ? "" : ": " + plugin.reason();
        return "plugin " + plugin.name() + " (" + plugin.bundle() + " " + plugin.version() + ") is " + state + ids
                + reason;
    }

    private static Map<AlertDetail, String> details(PluginSnapshot plugin, String state) {
        return Map.of(
                AlertDetail.NAME, plugin.name(),
                AlertDetail.KIND, plugin.kind(),
                AlertDetail.BUNDLE, plugin.bundle(),
                AlertDetail.VERSION, plugin.version(),
                AlertDetail.STATE, state,
                AlertDetail.REASON, plugin.reason());
    }
}
