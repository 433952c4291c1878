package org.torrent.session.plugin;

/**
 * The way into one of the engine's loops, the only one plugins have. The engine may drop what is posted once its owner
 * ended. Any thread.
 */
public interface PluginMailbox {
    /** Runs a task on the loop later; never inside this call. */
    void post(PluginCall call, Runnable task);

    /** Whether the caller runs on that loop. */
    boolean inLoop();
}
