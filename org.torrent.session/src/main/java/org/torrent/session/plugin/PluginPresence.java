package org.torrent.session.plugin;

import org.torrent.api.deploy.Readiness;

/** A plugin that was announced, until it leaves. Any thread. */
public interface PluginPresence {
    /**
     * Waits a moment for it, not on a loop. For who announces it while its service is being registered: a container may be
     * about to construct it on that same thread, which must not hang, and which does not do it once another thread did.
     */
    void await();

    /** How far it has come. At once. */
    Readiness ready();

    /** Its service properties changed, such as its ranking. What it is called and its names stay. */
    void modified(PluginOrigin origin);

    /**
     * It leaves; idempotent. Returns when calls under way ended and it was released, or their deadlines passed; at once when
     * it still starts: it is released when it returns from that.
     */
    void leave();
}
