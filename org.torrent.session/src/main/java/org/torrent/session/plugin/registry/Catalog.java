package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.TorrentTarget;

/**
 * The plugins that may be called, at one moment. Immutable.
 *
 * @param full the full plugins of all torrents in the order in which they are called
 * @param attached those of one torrent only, in the same order
 * @param slots the names that have an id
 * @param switches what the user switched off
 * @param targets those of plugins that are for some torrents only
 */
public record Catalog(
        List<FullPluginEntry> full,
        Map<TorrentId, List<FullPluginEntry>> attached,
        Map<String, Slot> slots,
        PluginSwitches switches,
        List<TorrentTarget> targets) {
    /** Nobody is there. */
    public static final Catalog EMPTY = new Catalog(List.of(), Map.of(), Map.of(), PluginSwitches.NONE, List.of());

    /** All that a torrent may call, in order. */
    public List<FullPluginEntry> full(TorrentId torrent) {
        List<FullPluginEntry> own = attachedTo(torrent);
        if (own.isEmpty()) {
            return full;
        }
        List<FullPluginEntry> all = new ArrayList<>(full);
        all.addAll(own);
        all.sort(NameTable.ORDER);
        return all;
    }

    /** Whether a torrent sees a difference. */
    boolean differs(Catalog other, TorrentId torrent) {
        return !full.equals(other.full)
                || !slots.equals(other.slots)
                || !attachedTo(torrent).equals(other.attachedTo(torrent))
                || !switches.offFor(torrent).equals(other.switches.offFor(torrent))
                || !targets.equals(other.targets);
    }

    /** Whether a plugin is for some torrents only. */
    public boolean isSelective() {
        return !targets.isEmpty();
    }

    /** Whether a torrent may run the plugin. */
    public Predicate<PluginEntry> servedBy(EngineTorrent torrent) {
        Set<String> off = switches.offFor(torrent.id());
        Dictionary<String, Object> facts = isSelective() ? TorrentTarget.facts(torrent) : null;
        return entry -> !off.contains(entry.name())
                && (!entry.target().isSelective()
                        || facts != null && entry.target().matches(facts));
    }

    private List<FullPluginEntry> attachedTo(TorrentId torrent) {
        return attached.getOrDefault(torrent, List.of());
    }
}
