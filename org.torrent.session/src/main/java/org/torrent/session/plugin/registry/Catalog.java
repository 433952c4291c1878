package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.entry.FullPluginEntry;

/**
 * The plugins that may be called, at one moment. Immutable.
 *
 * @param full the full plugins of all torrents in the order in which they are called
 * @param attached those of one torrent only, in the same order
 * @param slots the names that have an id
 */
public record Catalog(
        List<FullPluginEntry> full, Map<TorrentId, List<FullPluginEntry>> attached, Map<String, Slot> slots) {
    /** Nobody is there. */
    public static final Catalog EMPTY = new Catalog(List.of(), Map.of(), Map.of());

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
                || !attachedTo(torrent).equals(other.attachedTo(torrent));
    }

    private List<FullPluginEntry> attachedTo(TorrentId torrent) {
        return attached.getOrDefault(torrent, List.of());
    }
}
