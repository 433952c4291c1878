package org.torrent.session.plugin;

/** One torrent's plugins, as the engine calls them. The torrent's loop only. */
public interface PluginsOfTorrent {
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

    /** The torrent's session ends; connections that are left are told so. */
    void close();
}
