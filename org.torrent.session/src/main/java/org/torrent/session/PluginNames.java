package org.torrent.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.entry.FullPluginEntry;

/** Which plugins torrents run with, for a restart. Any thread. */
final class PluginNames {
    private static final Set<State> NOT_AWAITED =
            EnumSet.of(State.REFUSED, State.QUARANTINED, State.STUCK, State.DISABLED);

    private final PluginsOfSession plugins;

    PluginNames(PluginsOfSession plugins) {
        this.plugins = plugins;
    }

    /** Names of the plugins that run and that a restart finds again. */
    List<String> active() {
        return plugins.snapshot().stream()
                .filter(plugin -> plugin.state() == State.ACTIVE)
                .filter(plugin -> !plugin.kind().equals(FullPluginEntry.ATTACHED))
                .map(PluginSnapshot::name)
                .sorted()
                .toList();
    }

    /** Whether some were announced that are still starting, and do not hang in it. */
    boolean isMoreToCome() {
        return !plugins.isSettled();
    }

    /**
     * Of those that are missing the ones that may still come: who is refused, off, in quarantine or stuck is here and does not. A
     * message extension that hangs in its start has not said its name yet, and may be any of them.
     */
    List<String> awaited(List<String> missing) {
        List<PluginSnapshot> useless = plugins.snapshot().stream()
                .filter(plugin -> NOT_AWAITED.contains(plugin.state()))
                .toList();
        Set<String> names = useless.stream().map(PluginSnapshot::name).collect(Collectors.toSet());
        List<String> rest =
                missing.stream().filter(name -> !names.contains(name)).toList();
        long nameless = useless.stream()
                .filter(plugin -> plugin.state() == State.STUCK)
                .filter(plugin -> plugin.kind().equals(PluginKind.EXTENSION.text()))
                .count();
        return rest.size() <= nameless ? List.of() : rest;
    }
}
