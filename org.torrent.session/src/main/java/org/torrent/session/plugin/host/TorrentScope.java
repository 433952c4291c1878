package org.torrent.session.plugin.host;

import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.chain.TorrentPluginChain;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.registry.ExtensionIds;
import org.torrent.session.plugin.registry.TorrentSlots;

/**
 * What the connections of one torrent share, in one life of it.
 *
 * @param port the engine's side
 * @param epoch that life
 * @param slots the names it holds
 * @param chain its full plugins
 * @param ids the ids of all names
 */
record TorrentScope(
        EngineTorrent port,
        TorrentEpoch epoch,
        TorrentSlots slots,
        TorrentPluginChain chain,
        ExtensionIds ids,
        PluginEnvironment environment) {
    PluginLimits limits() {
        return environment.limits();
    }

    long nowNanos() {
        return environment.nowNanos();
    }

    /** Throws unless the caller is the torrent's loop, and it is still the torrent's. */
    void checkLoop() {
        checkThread();
        epoch.check();
    }

    void checkThread() {
        if (!port.inLoop()) {
            throw new IllegalStateException("plugins of a torrent are touched on its loop only");
        }
    }
}
