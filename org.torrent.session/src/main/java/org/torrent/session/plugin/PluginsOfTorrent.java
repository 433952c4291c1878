package org.torrent.session.plugin;

import java.net.InetSocketAddress;
import org.torrent.api.TorrentState;

/**
 * One torrent's plugins in one life of the torrent, pauses included, as the engine calls them. The torrent's loop only but for {@link
 * #orphan}.
 */
public interface PluginsOfTorrent {
    /** The torrent starts, or runs again: plugins that are there are asked, if they were not before. */
    void start();

    /**
     * A connection begins, before the dial or when the peer's handshake named the torrent: its plugins are attached. {@link
     * PluginsOfPeer#onConnected} follows, or its end.
     *
     * @throws ConnectionRefusedByPlugin when a plugin's {@code newConnection} threw: close the connection with that reason
     */
    PluginsOfPeer newConnection(EnginePeer peer) throws ConnectionRefusedByPlugin;

    /** The metadata became known while the torrent ran. */
    void onMetadata();

    /**
     * A piece that was fetched was hashed; before the engine acts on it. The peers that sent it are told by {@link
     * PluginsOfPeer#onHashed} next.
     */
    void onHashed(int piece, boolean passed);

    /** The torrent is about to be paused: the plugin that keeps it from that, for people; empty when none does. */
    String onPause();

    /** The torrent is about to run again: the same. */
    String onResume();

    /** The files were checked: the torrent can download. */
    void onFilesChecked();

    /** The state is another one. */
    void onState(TorrentState state);

    /**
     * Somebody named a peer. Costs a mask test when no plugin wants to know.
     *
     * @param source bits of who named it
     * @param flags of {@code TorrentPlugin}
     */
    void onAddPeer(InetSocketAddress endpoint, int source, int flags);

    /** The peer list forgot a peer. Costs a mask test when no plugin wants to know. */
    void onPeerErased(InetSocketAddress endpoint);

    /** The torrent stops running: plugins say what is to be saved. */
    void save();

    /** About once a second, before the connections' ticks. */
    void tick(long nowNanos);

    /** The torrent leaves; connections that are left are told so. Once; more do nothing. */
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
