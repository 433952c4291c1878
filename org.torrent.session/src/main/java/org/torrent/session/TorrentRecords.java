package org.torrent.session;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.torrent.api.PluginSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.torrent.Handle;
import org.torrent.session.torrent.Torrent;

/** Writes down what a restart needs to know of a torrent as it is now. Any thread. */
final class TorrentRecords {
    private final ResumeStore store;
    private final PluginsOfSession plugins;

    TorrentRecords(ResumeStore store, PluginsOfSession plugins) {
        this.store = store;
        this.plugins = plugins;
    }

    /** Complete when durable, or when that failed, which is logged. */
    CompletionStage<Void> save(Handle handle) {
        Torrent torrent = handle.torrent();
        return store.save(new ResumeRecord(
                handle.id(), handle.number(), torrent.toResume(), activePluginNames(), torrent.resumePeers()));
    }

    /** Whom an earlier run knew, for a torrent that is added before its record was resumed. Never fails. */
    CompletionStage<KeptPeers> peers(TorrentId id) {
        return store.peers(id);
    }

    /** Names of the plugins that run. */
    List<String> activePluginNames() {
        return plugins.snapshot().stream()
                .filter(plugin -> plugin.state() == PluginSnapshot.State.ACTIVE)
                .map(PluginSnapshot::name)
                .sorted()
                .toList();
    }
}
