package org.torrent.session;

import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;

/** The session loop as the plugin runtime sees it. */
final class SessionLoopForPlugins implements EngineSession {
    private final Mailbox<SessionInput> mailbox;

    SessionLoopForPlugins(Mailbox<SessionInput> mailbox) {
        this.mailbox = mailbox;
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
    public boolean inLoop() {
        return mailbox.inLoop();
    }
}
