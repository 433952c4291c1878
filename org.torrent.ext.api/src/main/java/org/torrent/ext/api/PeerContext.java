package org.torrent.ext.api;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.PeerSnapshot;

/**
 * A connection as a full plugin sees it. Any thread. Throws {@link IllegalStateException} after the plugin or the
 * connection left.
 */
@ProviderType
public interface PeerContext {
    /** Their address. */
    InetSocketAddress remote();

    /** Our address. */
    InetSocketAddress local();

    /** Whether we dialled. */
    boolean outgoing();

    /** The 8 reserved bytes of their handshake, the first byte highest. */
    long reservedBits();

    /** What the connection is doing, as of at most a second ago. */
    PeerSnapshot snapshot();

    /** The names they offer with an id other than 0. */
    Set<String> extensionNames();

    /** Our id for a name of this plugin's on this connection; nothing when it has none. */
    OptionalInt localId(String name);

    /**
     * Sends an extended message with the peer's id for the name.
     *
     * @param payload not changed afterwards
     * @return completes when it reached the socket; fails when the peer does not offer the name, too much of this plugin's is
     *     queued already, or the connection ended
     */
    CompletionStage<Void> send(String name, byte[] payload);

    /** Closes the connection; the reason names the plugin. */
    void disconnect(String reason);
}
