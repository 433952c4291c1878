package org.torrent.session.plugin.chain;

import java.util.function.Consumer;
import java.util.function.Function;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.runtime.watch.LoopCalls;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.FullPluginEntry.Outcome;
import org.torrent.session.plugin.entry.LentUserData;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.HookIds;
import org.torrent.session.plugin.hook.TorrentHook;

/**
 * A full plugin's part for one torrent, in one life of that torrent. Without a plugin it only remembers that it was
 * asked. The torrent's loop only.
 */
final class AttachedTorrentPlugin {
    private final FullPluginEntry entry;
    private final TorrentEpoch epoch;
    private final RevocableTorrentContext context;
    private final TorrentPlugin plugin;
    private final LoopCalls calls;
    private final long mask;

    private AttachedTorrentPlugin(
            FullPluginEntry entry,
            TorrentEpoch epoch,
            RevocableTorrentContext context,
            TorrentPlugin plugin,
            LoopCalls calls) {
        this.entry = entry;
        this.epoch = epoch;
        this.context = context;
        this.plugin = plugin;
        this.calls = calls;
        this.mask = TorrentHook.maskOf(plugin);
    }

    /** Asks the plugin for it. The context lives on when the plugin is not interested: it may still watch the torrent. */
    static AttachedTorrentPlugin adopt(
            FullPluginEntry entry, TorrentEpoch epoch, EngineTorrent port, TorrentConnections connections) {
        RevocableTorrentContext context = RevocableTorrentContext.lend(entry, epoch, port, connections);
        LoopCalls calls = entry.calls(port.mark());
        TorrentPlugin plugin =
                epoch.isOver() ? null : entry.newTorrent(calls, context, LentUserData.of(port.userData()));
        if (plugin != null) {
            entry.session().add(context);
            if (epoch.isOver()) { // while it was asked
                context.revoke();
            }
        }
        return new AttachedTorrentPlugin(entry, epoch, context, plugin, calls);
    }

    FullPluginEntry entry() {
        return entry;
    }

    /** Whether the plugin is interested in the torrent. */
    boolean runs() {
        return plugin != null;
    }

    TorrentPlugin plugin() {
        return plugin;
    }

    /** The plugin's calls on the torrent's loop. */
    LoopCalls calls() {
        return calls;
    }

    /** Calls the plugin if it overrides the hook and this life of the torrent goes on. */
    Outcome run(TorrentHook hook, Runnable call) {
        return hook.in(mask) && !epoch.isOver() ? entry.run(calls, HookIds.of(hook), call) : Outcome.SKIPPED;
    }

    /** The {@link TorrentHook}s it wants. */
    long mask() {
        return mask;
    }

    /** Tells it. */
    void tell(TorrentHook hook, Consumer<TorrentPlugin> call) {
        run(hook, () -> call.accept(plugin));
    }

    /** Asks it; what throws has passed. */
    Verdict ask(TorrentHook hook, Function<TorrentPlugin, Verdict> call) {
        Verdict[] verdict = {Verdict.PASS};
        run(hook, () -> verdict[0] = call.apply(plugin));
        return verdict[0];
    }

    /** The plugin or the torrent leaves. */
    void drop() {
        context.revoke();
    }
}
