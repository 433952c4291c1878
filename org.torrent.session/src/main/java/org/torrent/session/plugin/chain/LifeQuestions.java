package org.torrent.session.plugin.chain;

import java.util.List;
import java.util.function.Function;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.hook.TorrentHook;

/**
 * Asks plugins whether a torrent may be paused or resumed. A plugin may pause and resume in the hook that asks it, which
 * asks again: as deep as {@link PluginLimits#LIFE_QUESTIONS}, then it has passed. The torrent's loop only.
 */
final class LifeQuestions {
    private int depth;
    private AttachedTorrentPlugin asked; // whose hook runs, the innermost

    /** Whether a hook runs that may pause and resume at once. */
    boolean isAsking() {
        return depth > 0;
    }

    /** The one that says {@code HANDLED}, later ones are not asked then; empty when none does. */
    String ask(List<AttachedTorrentPlugin> plugins, TorrentHook hook, Function<TorrentPlugin, Verdict> call) {
        if (depth >= PluginLimits.LIFE_QUESTIONS) {
            asked.entry()
                    .failed(hook.label() + ": it pauses and resumes within its own hooks, " + depth
                            + " calls deep; it is not asked again");
            return "";
        }
        AttachedTorrentPlugin before = asked;
        depth++;
        try {
            for (AttachedTorrentPlugin plugin : plugins) {
                asked = plugin;
                if (plugin.ask(hook, call) == Verdict.HANDLED) {
                    return plugin.entry().describe();
                }
            }
            return "";
        } finally {
            depth--;
            asked = before;
        }
    }
}
