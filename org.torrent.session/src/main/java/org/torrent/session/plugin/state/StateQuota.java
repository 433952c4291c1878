package org.torrent.session.plugin.state;

import java.util.HashMap;
import java.util.Map;
import org.torrent.ext.api.PluginState;
import org.torrent.session.plugin.PluginLimits;

/** What all states take, of each plugin and in sum: those of plugins that are absent too. Guarded by the book's lock. */
final class StateQuota {
    private final Map<String, Long> perPlugin = new HashMap<>();
    private long sum;

    /** What a state counts. */
    static long cost(String key, PluginState state) {
        return state == null ? 0 : PluginLimits.STATE_OVERHEAD_BYTES + key.length() + (long) state.length();
    }

    /** Why the state can't take the place of the one before; empty when it can. */
    String refusal(StateDocument document, String key, PluginState next) {
        boolean ofSession = StateNames.isSession(document.name);
        int most = ofSession ? PluginLimits.SESSION_STATE_BYTES : PluginLimits.STATE_BYTES;
        long more = cost(key, next) - cost(key, document.states.get(key));
        if (next.length() > most) {
            return next.length() + " bytes, at most " + most + " are kept" + (ofSession ? "" : " for a torrent");
        }
        if (!ofSession && bytes(document) + more > PluginLimits.STATE_BYTES_PER_TORRENT) {
            return "all plugins of a torrent have " + PluginLimits.STATE_BYTES_PER_TORRENT
                    + " bytes; forget plugins that are gone";
        }
        if (perPlugin.getOrDefault(key, 0L) + more > PluginLimits.STATE_BYTES_PER_PLUGIN) {
            return "a plugin has " + PluginLimits.STATE_BYTES_PER_PLUGIN + " bytes for all torrents and the session";
        }
        return sum + more > PluginLimits.STATE_BYTES_IN_SUM
                ? "all plugins have " + PluginLimits.STATE_BYTES_IN_SUM + " bytes; forget plugins that are gone"
                : "";
    }

    private static long bytes(StateDocument document) {
        return document.states.entrySet().stream()
                .mapToLong(entry -> cost(entry.getKey(), entry.getValue()))
                .sum();
    }

    /** A state took the place of another one; null for none. */
    void replaced(String key, PluginState before, PluginState now) {
        long more = cost(key, now) - cost(key, before);
        sum += more;
        perPlugin.merge(key, more, (some, other) -> some + other == 0 ? null : some + other);
    }

    /** All states of a document are not in memory any more. */
    void left(StateDocument document) {
        document.states.forEach((key, state) -> replaced(key, state, null));
    }

    /** What all of them take. */
    long sum() {
        return sum;
    }
}
