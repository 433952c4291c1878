package org.torrent.ext.api;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.api.TorrentState;

/**
 * A full plugin's part for one torrent. Every hook runs on the torrent's loop and must not block. What a hook throws is
 * counted against the plugin; the torrent goes on.
 */
@ConsumerType
public interface TorrentPlugin {
    /** A flag of {@link #onAddPeer}: nobody named that endpoint before. */
    int FIRST_TIME = 1;

    /** A flag of {@link #onAddPeer}: the endpoint was not taken. */
    int FILTERED = 2;

    /**
     * What {@link #saveState} gave last for this torrent; right after {@code newTorrent}, also after a quarantine and when the
     * torrent was rebuilt. Not called when nothing was saved, or what was saved is damaged. The torrent's loop. A plugin that
     * throws here goes on without it, and what it could not read is kept aside.
     */
    default void loadState(PluginState state) {}

    /**
     * What the plugin wants to find again of this torrent, by the name of its bundle and its own; kept until the torrent is
     * removed. Asked every five minutes while the torrent runs, when it stops running, when the plugin leaves and when the
     * session ends. The torrent's loop. When it throws, hangs or gives too much, what was saved before stays.
     *
     * @return null to leave what was saved before as it is
     */
    default PluginState saveState() {
        return null;
    }

    /**
     * A connection begins: one that we make before the dial, one that a peer made when its handshake named this torrent.
     * {@link PeerPlugin#onConnected} and {@link PeerPlugin#onHandshake} follow, and {@link PeerPlugin#onDisconnect} also for a
     * dial that fails. The torrent's loop. Throwing closes the connection; it is not even dialled.
     *
     * @return the plugin for that connection, or null when not interested
     */
    default PeerPlugin newConnection(PeerContext peer) {
        return null;
    }

    /** The metadata became known while the torrent ran (BEP 9), from whatever source. The torrent's loop. */
    default void onMetadata() {}

    /**
     * The hash of a piece that was fetched is right; before the engine counts it as ours and tells peers. The torrent's loop.
     *
     * @param piece its index
     */
    default void onPiecePass(int piece) {}

    /**
     * The hash of a piece that was fetched is wrong; before the engine looks for the guilty and asks for it again. The
     * torrent's loop.
     *
     * @param piece its index
     */
    default void onPieceFailed(int piece) {}

    /**
     * The torrent is about to be paused, by whomever; not asked when it ends for good or by an error. The torrent's loop.
     *
     * <p>{@link TorrentContext#pause} and {@link TorrentContext#resume} in here run at once and ask the plugins again: a
     * plugin that calls them knows by itself whether it wants the standard handling. At the eighth call within each other
     * the standard handling runs without asking, and the plugin is charged with an error.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the torrent is not paused
     */
    default Verdict onPause() {
        return Verdict.PASS;
    }

    /**
     * The torrent is about to run again, after a pause or an error; not asked for its first start. The torrent's loop. As for
     * {@link #onPause}.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the torrent stays as it is
     */
    default Verdict onResume() {
        return Verdict.PASS;
    }

    /**
     * The files were looked at, so that the torrent can download what is missing; soon after the start when there is nothing
     * to look at. After each check, and right after {@code newTorrent} for a plugin that comes later than the check. The
     * torrent's loop.
     */
    default void onFilesChecked() {}

    /** The torrent's state is another one; after the change. The torrent's loop. */
    default void onState(TorrentState state) {}

    /**
     * Somebody named a peer, known or not; after the peer list took it or did not. The torrent's loop.
     *
     * @param endpoint where it listens; anything at all when it is {@link #FILTERED}
     * @param source bits of who named it: tracker 1, dht 2, pex 4, lsd 8, resume 16, incoming 32, user 64
     * @param flags bits of {@link #FIRST_TIME}; and of {@link #FILTERED} when it was not taken: it can't be dialled, is banned,
     *     is ourselves, the list is full, or the torrent is private and believes its trackers only
     */
    default void onAddPeer(InetSocketAddress endpoint, int source, int flags) {}

    /**
     * The peer list forgot a peer: it was banned, was ourselves, made room for another one, or the torrent turned out to be
     * private. Not told for all of them when the torrent leaves. The torrent's loop.
     */
    default void onPeerErased(InetSocketAddress endpoint) {}

    /** About once a second, while the torrent runs. The torrent's loop. */
    default void tick() {}
}
