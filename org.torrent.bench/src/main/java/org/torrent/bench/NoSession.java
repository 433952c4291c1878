package org.torrent.bench;

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
}
