package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.api.Alert;

/**
 * A full plugin, one per session. Register it as a service. {@link #newTorrent} and
 * {@link #unchokePriority} run on the loop of their torrent (so on several at once) and must not block. All other hooks run on a thread of the plugin's own, its lane: one at a time, in
 * order, none at the same time as another one of them. They may take their time, up to a deadline (2 s); one that is over
 * it costs the plugin a quarantine, never the session. What a hook throws is counted against the plugin.
 */
@ConsumerType
public interface SessionPlugin {
    /**
     * What {@link #saveState} gave last, before a restart, an update of the bundle or a departure; before {@link #added}. Not
     * called when nothing was saved, or what was saved is damaged. The plugin's lane. A plugin that throws here starts
     * without it, and what it could not read is kept aside.
     */
    default void loadState(PluginState state) {}

    /**
     * What the plugin wants to find again, by the name of its bundle and its own. Asked every five minutes; when the plugin
     * leaves, after {@link #abort}; and when the session ends, after that too, when the torrents are gone. The plugin's
     * lane. When it throws, hangs or gives too much, what was saved before stays.
     *
     * @return null to leave what was saved before as it is
     */
    default PluginState saveState() {
        return null;
    }

    /**
     * Once, at arrival, before any other hook but {@link #loadState}: torrents take the plugin up when it returned. The plugin's lane. A plugin that
     * throws here is refused.
     *
     * @param session throws {@link IllegalStateException} after the plugin left
     */
    default void added(SessionContext session) {}

    /**
     * A torrent starts, or starts again after a pause; once for each start. The torrent's loop. Throwing counts as not
     * interested.
     *
     * @param torrent valid until the torrent stops or the plugin leaves
     * @param userData what the caller gave when adding the torrent, or null
     * @return the plugin for that torrent, or null when not interested
     */
    default TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return null;
    }

    /**
     * The torrent is about to draw whom it unchokes optimistically, every ten seconds: those with the lowest priority come
     * first, of several plugins the lowest counts. Asked for each interested peer that the plugin has a {@link PeerPlugin}
     * of. The torrent's loop. Throwing counts as no wish.
     *
     * @return the lower the sooner; {@link Long#MAX_VALUE} for no wish
     */
    default long unchokePriority(PeerContext peer) {
        return Long.MAX_VALUE;
    }

    /** About once a second; left out while the last one has not returned. The plugin's lane. */
    default void onTick() {}

    /**
     * An alert was posted, of a category that the plugin declares ({@link PluginProperties#ALERT_CATEGORIES}; all without
     * that), whoever else wants it. Alerts that come faster than this returns wait, up to a bound; beyond, they are dropped
     * and counted. Posting inside is allowed; what is posted inside does not come back. The plugin's lane.
     */
    default void onAlert(Alert alert) {}

    /**
     * First step of the session's shutdown, which waits for it up to the deadline, or of this plugin's departure; once, and
     * only when {@link #added} returned. The plugin's lane; not called while the plugin is in quarantine.
     */
    default void abort() {}
}
