package org.torrent.ext.api;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;

/**
 * A custom BEP 10 message: safe and respond-only. Register it as a service; it gets an id from 10 upward when it
 * appears, and torrents offer it from their next start.
 *
 * <p>Every method but {@link #name} runs on the plugin's own lane: one call at a time, in order, never on a thread of
 * the session. It may block, at the plugin's own cost. A method that throws anything, or takes more than 2 s, is counted:
 * it costs the plugin its own messages, nobody else's, and too many of them its place.
 *
 * <p>{@code infoHash} is what the connection's handshake named: the swarm of that connection. A hybrid torrent (BEP 52)
 * may have two.
 */
@ConsumerType
public interface ExtensionPlugin {
    /**
     * The key in the {@code m} dictionary, such as {@code ut_comment}: 1 to 64 printable ASCII characters. Asked once, at
     * arrival. The names of built-ins ({@code ut_metadata}, {@code ut_pex}, {@code lt_trackers}, {@code lt_tex}) are refused, and so is
     * a plugin that throws here. Called on the thread that registers the service: must not block.
     */
    String name();

    /**
     * An extension handshake arrived from the peer (each of them). On the plugin's lane; throwing counts as nothing to
     * add.
     *
     * @param handshake what they sent
     * @return top-level keys to merge into our handshake to that peer; the engine's own keys are never replaced. More than
     *     8 KiB are left out, which counts as an error
     */
    default Optional<Map<String, BencodeValue>> onHandshake(
            InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
        return Optional.empty();
    }

    /**
     * A message with our id for this name arrived. On the plugin's lane; throwing counts as no reply. Messages beyond the
     * lane's bounds never get here and are counted.
     *
     * @param payload the plugin's own copy
     * @return a reply, sent with the peer's id for the name; dropped and counted when the peer never offered it
     */
    default Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        return Optional.empty();
    }

    /** After the BitTorrent handshake, before any extension handshake. On the plugin's lane; never dropped. */
    default void onPeerConnected(InfoHash infoHash, InetSocketAddress peer) {}

    /** Once for each {@link #onPeerConnected}, whatever the cause. On the plugin's lane; never dropped. */
    default void onPeerDisconnected(InfoHash infoHash, InetSocketAddress peer) {}
}
