package org.torrent.session;

import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;
import org.torrent.spi.runtime.EventLoop;

/** The session loop as the plugin runtime sees it. */
final class SessionLoopForPlugins implements EngineSession {
    private final EventLoop loop;

    SessionLoopForPlugins(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        loop.execute(task);
    }

    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return loop.schedule(task, delayNanos)::cancel;
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }
}
