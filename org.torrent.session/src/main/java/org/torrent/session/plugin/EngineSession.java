package org.torrent.session.plugin;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AddTorrent;
import org.torrent.api.SessionSnapshot;
import org.torrent.model.TorrentId;

/** What the engine lends to the plugin runtime: the session and its loop. Any thread. */
public interface EngineSession extends PluginMailbox {
    /**
     * Posts a task after a delay.
     *
     * @return forgets the task; no effect once it runs
     */
    Runnable postLater(PluginCall call, Runnable task, long delayNanos);

    /**
     * Posts a task after each period, whatever it throws.
     *
     * @return ends that
     */
    Runnable postEach(PluginCall call, Runnable task, long periodNanos);

    /**
     * Adds a torrent.
     *
     * @return completes on any loop when a restart would find it again
     * @throws IllegalArgumentException when an attachment is none
     * @throws IllegalStateException when the session ended
     */
    CompletionStage<TorrentId> add(AddTorrent parameters);

    /** Totals, as of now. */
    SessionSnapshot snapshot();

    /** What it is configured to do, by the keys of its configuration. */
    Map<String, Object> configuration();
}
