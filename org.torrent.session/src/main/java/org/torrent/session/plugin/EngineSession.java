package org.torrent.session.plugin;

/** What the engine lends to the plugin runtime: the session's loop. Any thread. */
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
}
