package org.torrent.session.plugin.chain;

import java.util.function.Consumer;
import java.util.function.Function;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.LoopCalls;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.LentUserData;
import org.torrent.session.plugin.entry.Outcome;
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
    private final TorrentId id;
    private boolean found; // a state, when it began

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
        entry.hooksSeen().torrent(mask);
        this.id = context.torrentId();
    }

    /** Asks the plugin for it. The context lives on when the plugin is not interested: it may still watch the torrent. */
    static AttachedTorrentPlugin adopt(
            FullPluginEntry entry, TorrentEpoch epoch, EngineTorrent port, TorrentConnections connections) {
        RevocableTorrentContext context = RevocableTorrentContext.lend(entry, epoch, port, connections);
        LoopCalls calls = entry.calls(port.mark());
        TorrentPlugin plugin =
                epoch.isOver() ? null : entry.newTorrent(calls, context, LentUserData.of(port.userData()));
        AttachedTorrentPlugin made = new AttachedTorrentPlugin(entry, epoch, context, plugin, calls);
        if (plugin != null) {
            entry.session().add(context);
            made.load();
            if (epoch.isOver()) { // while it was asked
                context.revoke();
            }
        }
        return made;
    }

    private void load() {
        if (TorrentHook.SAVE_STATE.in(mask)) {
            entry.torrentStates().expect();
        }
        PluginState state = entry.torrentStates().of(id).orElse(null);
        found = state != null;
        if (found && TorrentHook.LOAD_STATE.in(mask)) {
            Outcome outcome = run(TorrentHook.LOAD_STATE, () -> plugin.loadState(state));
            if (outcome == Outcome.THREW) {
                entry.torrentStates().reject(id, TorrentHook.LOAD_STATE.label() + " threw");
            }
        }
    }

    /** Asks for what is to be saved, also when the plugin is about to leave. */
    void save() {
        if (!TorrentHook.SAVE_STATE.in(mask) || epoch.isOver()) {
            return;
        }
        PluginState[] state = new PluginState[1];
        entry.runLast(calls, HookIds.of(TorrentHook.SAVE_STATE), () -> state[0] = plugin.saveState());
        if (state[0] != null && !epoch.isOver()) { // it may have been over before that returned
            entry.torrentStates().save(id, state[0]);
        }
    }

    /** Whether it has a state that was not known when it began. */
    boolean isUnread() {
        return !found
                && TorrentHook.LOAD_STATE.in(mask)
                && entry.torrentStates().of(id).isPresent();
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
        save();
        context.revoke();
    }

    /** The same for one that is {@link #isUnread}: what it would save knows nothing of what there is. */
    void dropUnread() {
        context.revoke();
    }
}
