package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.runtime.watch.CallTimes;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginMeter;
import org.torrent.session.plugin.guard.LastError;

/** Plugins as front ends see them. Under the registry's lock. */
final class PluginSnapshots {
    private PluginSnapshots() {}

    /** What changes by events only. */
    static List<PluginSnapshot> lasting(List<PluginEntry> entries, NameTable names, PluginSwitches switches) {
        return of(entries, names, switches, false);
    }

    /** The same, with calls that run too long at the moment, and all that is to be known. */
    static List<PluginSnapshot> present(List<PluginEntry> entries, NameTable names, PluginSwitches switches) {
        return of(entries, names, switches, true);
    }

    private static List<PluginSnapshot> of(
            List<PluginEntry> entries, NameTable names, PluginSwitches switches, boolean isNow) {
        List<PluginSnapshot> all = new ArrayList<>();
        entries.forEach(entry -> all.add(of(entry, names, switches, isNow)));
        departed(names).forEach(claims -> all.add(departed(claims, names)));
        return List.copyOf(all);
    }

    private static PluginSnapshot of(PluginEntry entry, NameTable names, PluginSwitches switches, boolean isNow) {
        String overdue = isNow ? entry.overdue() : "";
        PluginSnapshotBuilder snapshot = PluginSnapshotBuilder.of(entry.name())
                .kind(entry.kind())
                .ids(ids(entry, names))
                .bundle(entry.origin().bundle())
                .version(entry.origin().version())
                .state(state(entry, names))
                .reason(overdue.isEmpty() || !entry.usable() ? reason(entry, names, switches) : overdue);
        return isNow ? withDetails(snapshot, entry, switches).build() : snapshot.build();
    }

    private static PluginSnapshotBuilder withDetails(
            PluginSnapshotBuilder snapshot, PluginEntry entry, PluginSwitches switches) {
        PluginMeter meter = entry.meter();
        CallTimes.Summary times = meter.times();
        LastError error = entry.lastError();
        String call = entry.lane().current();
        return snapshot.extensions(entry.names())
                .services(entry.origin().services())
                .serviceId(entry.origin().registeredAs())
                .hooks(entry.hooks())
                .target(entry.target().text())
                .disabledFor(switches.torrentsWithout(entry.name()))
                .calls(meter.calls())
                .errors(meter.errors())
                .dropped(meter.droppedCount())
                .timeNanos(meter.timeNanos())
                .p50Nanos(times.p50Nanos())
                .p99Nanos(times.p99Nanos())
                .maxNanos(times.maxNanos())
                .lastError(error.what())
                .lastErrorMillis(error.atMillis())
                .lastStack(error.stack())
                .call(call == null ? "" : call)
                .waitingCalls(entry.lane().waiting())
                .waitingResults(entry.pending().size() + entry.offers().size());
    }

    /** The names that nobody holds, by the plugin that held them last: it is shown as it was when it was here. */
    private static Collection<List<NameTable.Claim>> departed(NameTable names) {
        Map<List<String>, List<NameTable.Claim>> plugins = new LinkedHashMap<>();
        for (NameTable.Claim claim : names.all()) {
            if (claim.holder == null) {
                List<String> plugin = List.of(claim.lastKind, claim.lastOrigin.bundle(), claim.lastPlugin);
                plugins.computeIfAbsent(plugin, any -> new ArrayList<>()).add(claim);
            }
        }
        return plugins.values();
    }

    private static PluginSnapshot departed(List<NameTable.Claim> claims, NameTable names) {
        NameTable.Claim last = claims.get(claims.size() - 1);
        return PluginSnapshotBuilder.of(last.lastPlugin)
                .kind(last.lastKind)
                .ids(claims.stream().map(claim -> names.ids.of(claim.name)).toList())
                .extensions(claims.stream().map(claim -> claim.name).toList())
                .bundle(last.lastOrigin.bundle())
                .version(last.lastOrigin.version())
                .state(State.DEPARTED)
                .dropped(claims.stream().mapToLong(claim -> claim.strays.get()).sum())
                .build();
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
        if (entry.disabled()) {
            return State.DISABLED;
        }
        if (entry.quarantined()) {
            return State.QUARANTINED;
        }
        if (!entry.arrived() || !names.holdsAny(entry)) {
            return State.WAITING;
        }
        boolean noId = !entry.names().isEmpty() && ids(entry, names).isEmpty();
        return noId ? State.NO_ID : State.ACTIVE;
    }

    private static String reason(PluginEntry entry, NameTable names, PluginSwitches switches) {
        if (entry.refused()) {
            return entry.refusal();
        }
        if (entry.disabled()) {
            return switches.isUnknown()
                    ? "which plugins are switched off can't be read: see torrent:stats"
                    : "switched off by the user: torrent:plugin " + entry.name() + " enable";
        }
        if (entry.quarantined()) {
            return entry.quarantineReason();
        }
        List<String> missing = new ArrayList<>();
        if (!entry.arrived()) {
            missing.add(entry.waitsFor());
        }
        for (String name : entry.names()) {
            NameTable.Claim claim = names.of(name);
            if (claim.holder != entry) {
                missing.add(name + " is held by " + claim.holder.describe());
            } else if (names.ids.of(name) == ExtensionIds.NONE) {
                missing.add("no id is left for " + name);
            }
        }
        missing.addAll(entry.declared().problems());
        int more = missing.size() - PluginLimits.REASONS;
        return more <= 0
                ? String.join("; ", missing)
                : String.join("; ", missing.subList(0, PluginLimits.REASONS)) + "; and " + more + " more";
    }
}
