package org.torrent.session;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.api.AddTorrent;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.model.TorrentId;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;

/** The session as the plugin runtime sees it. */
final class SessionLoopForPlugins implements EngineSession {
    private final Mailbox<SessionInput> mailbox;
    private final TorrentSession session;
    private final Supplier<Map<String, Object>> configuration;

    SessionLoopForPlugins(
            Mailbox<SessionInput> mailbox, TorrentSession session, Supplier<Map<String, Object>> configuration) {
        this.mailbox = mailbox;
        this.session = session;
        this.configuration = configuration;
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        mailbox.post(SessionInput.PLUGINS, task);
    }

    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return mailbox.later(SessionInput.PLUGINS, delayNanos, task)::cancel;
    }

    @Override
    public Runnable postEach(PluginCall call, Runnable task, long periodNanos) {
        return mailbox.repeat(SessionInput.PLUGINS, periodNanos, task)::cancel;
    }

    @Override
    public CompletionStage<TorrentId> add(AddTorrent parameters) {
        return session.add(parameters).thenApply(TorrentHandle::id);
    }

    @Override
    public SessionSnapshot snapshot() {
        return session.snapshot();
    }

    @Override
    public Map<String, Object> configuration() {
        return configuration.get();
    }

    @Override
    public boolean inLoop() {
        return mailbox.inLoop();
    }
}
