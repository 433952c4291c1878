package org.torrent.bench;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AddTorrent;
import org.torrent.api.SessionSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;

/** A session in which nothing happens. */
final class NoSession implements EngineSession {
    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return () -> {};
    }

    @Override
    public Runnable postEach(PluginCall call, Runnable task, long periodNanos) {
        return () -> {};
    }

    @Override
    public void post(PluginCall call, Runnable task) {}

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public CompletionStage<TorrentId> add(AddTorrent parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> configuration() {
        return Map.of();
    }
}
