package org.torrent.ext.api;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.PeerSnapshot;

/**
 * A connection as a full plugin sees it. Every method may be called on any thread, never blocks, and throws
 * {@link IllegalStateException} after the plugin or the connection left.
 */
@ProviderType
public interface PeerContext {
    /** Their address. Any thread. */
    InetSocketAddress remote();

    /** Our address; null until the connection is up ({@link PeerPlugin#onConnected}). Any thread. */
    InetSocketAddress local();

    /** Whether we dialled. Any thread. */
    boolean outgoing();

    /** The 8 reserved bytes of their handshake, the first byte highest; 0 until it came. Any thread. */
    long reservedBits();

    /**
     * Whether the hook that runs is about an event that the engine made itself, for a message that such a peer never sends:
     * {@link PeerPlugin#onHaveNone} for a peer that did not say what it has, {@link PeerPlugin#onReject} for a request that
     * was taken back from a peer without the fast extension (BEP 6). False outside of such a hook, and in the hooks that
     * hear of what it sends. On the torrent's loop only.
     *
     * @throws IllegalStateException on another thread, too
     */
    boolean synthetic();

    /**
     * What the connection is doing, as of at most a second ago; nothing, from the wildcard address, until it is up. Any
     * thread.
     */
    PeerSnapshot snapshot();

    /** The names they offer with an id other than 0; unmodifiable. Any thread. */
    Set<String> extensionNames();

    /**
     * Our id for a name of this plugin's on this connection; nothing when it has none, or the name is not one of
     * {@link PluginProperties#EXTENSION_NAMES}. Any thread.
     */
    OptionalInt localId(String name);

    /**
     * Sends an extended message with the peer's id for the name. Any thread; messages leave in the order of the calls.
     *
     * @param payload not changed afterwards
     * @return completes on the torrent's loop when it reached the socket; fails with {@link IllegalStateException} when
     *     the plugin does not declare the name or the peer does not offer it, too much of this plugin's is queued
     *     already, their handshake has not come yet, or the connection ended
     */
    CompletionStage<Void> send(String name, byte[] payload);

    /**
     * Sends a standard message as the engine would: what it means for requests, choking and interest is accounted for.
     * Any thread; messages leave in the order of the calls, those of {@link #send(String, byte[])} too.
     *
     * @return completes on the torrent's loop when it reached the socket, at once when there was nothing to say; fails with
     *     {@link IllegalStateException} when it is refused, with the reason, when too much of this plugin's or for this peer is
     *     queued already, or the connection ended
     */
    CompletionStage<Void> send(PeerMessage message);

    /**
     * A {@link PeerPlugin} of this connection. On the torrent's loop only: in a hook or in {@link TorrentContext#execute}.
     *
     * @param type its class, or an interface of it
     * @return the first one, by ranking, of a plugin that comes from the same bundle; nothing else is seen
     * @throws IllegalStateException on another thread, too
     */
    <T> Optional<T> findPlugin(Class<T> type);

    /** Closes the connection soon; the reason names the plugin. Any thread. */
    void disconnect(String reason);
}
