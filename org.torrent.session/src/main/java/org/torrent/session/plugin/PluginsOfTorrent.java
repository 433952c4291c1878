package org.torrent.session.plugin;

/**
 * One torrent's plugins in one life of the torrent, as the engine calls them. The torrent's loop only but for {@link
 * #orphan}.
 */
public interface PluginsOfTorrent {
    /** The torrent starts: plugins that are there are asked. Once, right after it was opened. */
    void start();

    /**
     * Both BitTorrent handshakes of a connection are done: its plugins are attached.
     *
     * @param extended whether both sides speak extended messages (BEP 10)
     * @throws ConnectionRefusedByPlugin when a plugin's {@code newConnection} threw: close the connection with that reason
     */
    PluginsOfPeer connected(EnginePeer peer, boolean extended) throws ConnectionRefusedByPlugin;

    /** The metadata became known while the torrent ran. */
    void onMetadata();

    /** About once a second, before the connections' ticks. */
    void tick(long nowNanos);

    /** The torrent's session ends; connections that are left are told so. Once; more do nothing. */
    void close();

    /**
     * Gives this life of the torrent up while its loop is stuck in a plugin, before the torrent is opened anew on another
     * loop. At once every context that full plugins hold of it throws, results they wait for fail, answers of lanes are
     * dropped, message extensions are told of the disconnects, and no plugin is called any more, also when the old loop comes
     * back: its calls of these doors throw {@link IllegalStateException}, and closing does nothing. Full plugins are not told.
     * Any thread but a stuck one; touches nothing that the loop owns; idempotent.
     */
    void orphan();
}
