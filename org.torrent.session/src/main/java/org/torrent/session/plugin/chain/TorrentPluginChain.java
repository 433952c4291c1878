package org.torrent.session.plugin.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.TorrentHook;
import org.torrent.session.plugin.registry.TorrentSlots;

/** The full plugins of one torrent, in order. The torrent's loop only. */
public final class TorrentPluginChain {
    private final TorrentEpoch epoch;
    private final EngineTorrent port;
    private final TorrentSlots slots;
    private final TorrentConnections connections;
    private final Set<String> adopted = new HashSet<>(); // keys of plugins that were ever here
    private List<AttachedTorrentPlugin> plugins = List.of();
    private long wanted; // what any of them overrides, as all of their masks in one
    private final LifeQuestions life = new LifeQuestions();

    /** Nobody is asked before {@link #follow}. */
    public TorrentPluginChain(
            TorrentEpoch epoch, EngineTorrent port, TorrentSlots slots, TorrentConnections connections) {
        this.epoch = epoch;
        this.port = port;
        this.slots = slots;
        this.connections = connections;
    }

    /**
     * Follows the catalog: drops plugins that left or may not serve it any more, asks those that the torrent takes.
     *
     * @param all whether it takes everybody: at the torrent's start
     * @param serves whether it may run a plugin now; one that it took is asked as soon as it may
     */
    public void follow(List<FullPluginEntry> present, boolean all, Predicate<PluginEntry> serves) {
        plugins.stream()
                .filter(old -> !present.contains(old.entry()) || !serves.test(old.entry()))
                .forEach(AttachedTorrentPlugin::drop);
        List<AttachedTorrentPlugin> next = new ArrayList<>();
        List<AttachedTorrentPlugin> arrived = new ArrayList<>();
        for (FullPluginEntry entry : present) {
            AttachedTorrentPlugin known = of(entry);
            boolean taken = known != null || all || adopts(entry);
            if (taken) {
                adopted.add(entry.key());
            }
            if (!taken || !serves.test(entry)) {
                continue;
            }
            if (known != null) {
                next.add(known);
            } else {
                arrived.add(AttachedTorrentPlugin.adopt(entry, epoch, port, connections));
                next.add(arrived.get(arrived.size() - 1));
            }
        }
        plugins = List.copyOf(next);
        wanted = plugins.stream().mapToLong(AttachedTorrentPlugin::mask).reduce(0, (some, one) -> some | one);
        if (port.isChecked()) {
            arrived.forEach(plugin -> plugin.tell(TorrentHook.FILES_CHECKED, TorrentPlugin::onFilesChecked));
        }
    }

    private boolean adopts(FullPluginEntry entry) {
        return entry.attachedTo() != null
                || entry.live()
                || adopted.contains(entry.key())
                || slots.holdsAny(entry.names());
    }

    private AttachedTorrentPlugin of(FullPluginEntry entry) {
        return plugins.stream()
                .filter(known -> known.entry() == entry)
                .findFirst()
                .orElse(null);
    }

    /** Whether a plugin is interested in the torrent. */
    public boolean runs(FullPluginEntry entry) {
        AttachedTorrentPlugin known = of(entry);
        return known != null && known.runs();
    }

    /** Whether any of them overrides the hook. */
    public boolean wants(TorrentHook hook) {
        return hook.in(wanted);
    }

    /** Tells all that override the hook. */
    public void tell(TorrentHook hook, Consumer<TorrentPlugin> call) {
        if (wants(hook)) {
            plugins.forEach(plugin -> plugin.tell(hook, call));
        }
    }

    /**
     * Asks about a pause or a resume, within bounds also in a hook that is asked about one: see {@link LifeQuestions}.
     *
     * @return the plugin that said {@code HANDLED}, for people; empty when none did
     */
    public String ask(TorrentHook hook, Function<TorrentPlugin, Verdict> call) {
        return wants(hook) ? life.ask(plugins, hook, call) : "";
    }

    /** Whether they are being asked about a pause or a resume. */
    public boolean isAsking() {
        return life.isAsking();
    }

    /** Asks all that override the hook what is to be saved. */
    public void save() {
        if (wants(TorrentHook.SAVE_STATE)) {
            plugins.forEach(AttachedTorrentPlugin::save);
        }
    }

    /** Those that began before what they saved was read are dropped, to be asked anew by {@link #follow}. */
    public void dropUnread() {
        List<AttachedTorrentPlugin> unread =
                plugins.stream().filter(AttachedTorrentPlugin::isUnread).toList();
        plugins = plugins.stream().filter(plugin -> !unread.contains(plugin)).toList();
        unread.forEach(AttachedTorrentPlugin::dropUnread);
    }

    /** The torrent leaves. */
    public void close() {
        plugins.forEach(AttachedTorrentPlugin::drop);
        plugins = List.of();
        wanted = 0;
    }

    /** In order. */
    List<AttachedTorrentPlugin> plugins() {
        return plugins;
    }

    /** Where calls are marked. */
    LoopMark mark() {
        return port.mark();
    }

    /** The life in which they are called. */
    TorrentEpoch epoch() {
        return epoch;
    }
}
