package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.List;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginMeter;

/** Plugins as front ends see them. Under the registry's lock. */
final class PluginSnapshots {
    private PluginSnapshots() {}

    static List<PluginSnapshot> of(List<PluginEntry> entries, NameTable names) {
        List<PluginSnapshot> all = new ArrayList<>();
        entries.forEach(entry -> all.add(of(entry, names)));
        for (NameTable.Claim claim : names.all()) {
            if (claim.holder == null) {
                all.add(departed(claim, names.ids.of(claim.name)));
            }
        }
        return List.copyOf(all);
    }

    private static PluginSnapshot of(PluginEntry entry, NameTable names) {
        PluginMeter meter = entry.meter();
        return new PluginSnapshot(
                entry.name(),
                entry.kind(),
                ids(entry, names),
                entry.origin().bundle(),
                entry.origin().version(),
                state(entry, names),
                reason(entry, names),
                meter.calls(),
                meter.errors(),
                meter.droppedCount(),
                meter.timeNanos());
    }

    private static PluginSnapshot departed(NameTable.Claim claim, int id) {
        return new PluginSnapshot(
                claim.name,
                claim.lastKind,
                List.of(id),
                claim.lastOrigin.bundle(),
                claim.lastOrigin.version(),
                State.DEPARTED,
                "",
                0,
                0,
                claim.strays.get(),
                0);
    }

    private static List<Integer> ids(PluginEntry entry, NameTable names) {
        return entry.names().stream()
                .filter(name -> names.holds(entry, name))
                .map(names.ids::of)
                .filter(id -> id != ExtensionIds.NONE)
                .toList();
    }

    private static State state(PluginEntry entry, NameTable names) {
        if (entry.refused()) {
            return State.REFUSED;
        }
        if (entry.quarantined()) {
            return State.QUARANTINED;
        }
        if (!names.holdsAny(entry)) {
            return State.WAITING;
        }
        boolean noId = !entry.names().isEmpty() && ids(entry, names).isEmpty();
        return noId ? State.NO_ID : State.ACTIVE;
    }

    private static String reason(PluginEntry entry, NameTable names) {
        if (entry.refused() || entry.quarantined()) {
            return entry.refused() ? entry.refusal() : entry.quarantineReason();
        }
        List<String> missing = new ArrayList<>();
        for (String name : entry.names()) {
            NameTable.Claim claim = names.of(name);
            if (claim == null || claim.holder == null) {
                missing.add("is being added");
            } else if (claim.holder != entry) {
                missing.add(name + " is held by " + claim.holder.describe());
            } else if (names.ids.of(name) == ExtensionIds.NONE) {
                missing.add("no id is left for " + name);
            }
        }
        return String.join("; ", missing);
    }
}
