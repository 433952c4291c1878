package org.torrent.session.plugin.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.registry.TorrentSlots;

/** The full plugins of one torrent, in order. The torrent's loop only. */
public final class TorrentPluginChain {
    private final TorrentEpoch epoch;
    private final EngineTorrent port;
    private final TorrentSlots slots;
    private final TorrentConnections connections;
    private final Set<String> adopted = new HashSet<>(); // keys of plugins that were ever here
    private List<AttachedTorrentPlugin> plugins = List.of();

    /** Nobody is asked before {@link #follow}. */
    public TorrentPluginChain(
            TorrentEpoch epoch, EngineTorrent port, TorrentSlots slots, TorrentConnections connections) {
        this.epoch = epoch;
        this.port = port;
        this.slots = slots;
        this.connections = connections;
    }

    /**
     * Follows the catalog: drops plugins that left, asks those that the torrent takes.
     *
     * @param all whether it takes everybody: at the torrent's start
     */
    public void follow(List<FullPluginEntry> present, boolean all) {
        List<AttachedTorrentPlugin> next = new ArrayList<>();
        for (FullPluginEntry entry : present) {
            AttachedTorrentPlugin known = of(entry);
            if (known != null) {
                next.add(known);
            } else if (all || adopts(entry)) {
                adopted.add(entry.key());
                next.add(AttachedTorrentPlugin.adopt(entry, epoch, port, connections));
            }
        }
        plugins.stream().filter(old -> !next.contains(old)).forEach(AttachedTorrentPlugin::drop);
        plugins = List.copyOf(next);
    }

    private boolean adopts(FullPluginEntry entry) {
        return entry.live() || adopted.contains(entry.key()) || slots.holdsAny(entry.names());
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

    /** The metadata became known. */
    public void onMetadata() {
        plugins.forEach(AttachedTorrentPlugin::onMetadata);
    }

    /** About once a second. */
    public void tick() {
        plugins.forEach(AttachedTorrentPlugin::tick);
    }

    /** The torrent leaves. */
    public void close() {
        plugins.forEach(AttachedTorrentPlugin::drop);
        plugins = List.of();
    }

    /** In order. */
    List<AttachedTorrentPlugin> plugins() {
        return plugins;
    }

    /** The life in which they are called. */
    TorrentEpoch epoch() {
        return epoch;
    }
}
