package org.torrent.session.plugin;

import org.torrent.ext.api.TorrentPlugin;
import org.torrent.session.plugin.hook.TorrentHook;

/** A full plugin's part for one torrent. The torrent's loop only. */
final class FullTorrent {
    final FullEntry entry;
    final TorrentView view;
    private final TorrentPlugin plugin;
    private final long mask;

    private FullTorrent(FullEntry entry, TorrentView view, TorrentPlugin plugin) {
        this.entry = entry;
        this.view = view;
        this.plugin = plugin;
        this.mask = TorrentHook.maskOf(plugin);
    }

    /** Asks the plugin for it. The view lives on when the plugin is not interested: it may still watch the torrent. */
    static FullTorrent adopt(FullEntry entry, TorrentExtensions torrent, EngineTorrent port) {
        TorrentView view = new TorrentView(entry, torrent, port);
        TorrentPlugin plugin = entry.newTorrent(view, port.userData());
        if (plugin != null) {
            entry.session().add(view);
        }
        return new FullTorrent(entry, view, plugin);
    }

    /** Whether the plugin is interested in the torrent. */
    boolean runs() {
        return plugin != null;
    }

    TorrentPlugin plugin() {
        return plugin;
    }

    boolean has(TorrentHook hook) {
        return hook.in(mask);
    }

    void onMetadata() {
        if (has(TorrentHook.METADATA)) {
            entry.run(TorrentHook.METADATA.label(), plugin::onMetadata);
        }
    }

    void tick() {
        if (has(TorrentHook.TICK)) {
            entry.run(TorrentHook.TICK.label(), plugin::tick);
        }
    }

    /** The plugin or the torrent leaves. */
    void drop() {
        entry.session().remove(view);
        view.revoke();
    }
}
