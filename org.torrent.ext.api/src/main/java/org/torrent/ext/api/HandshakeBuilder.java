package org.torrent.ext.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.bencode.BencodeValue;

/**
 * Our extension handshake (BEP 10) while it is put together. On the torrent's loop and during
 * {@link PeerPlugin#addHandshake} only: afterwards every method throws {@link IllegalStateException}. Null throws
 * {@link NullPointerException}.
 */
@ProviderType
public interface HandshakeBuilder {
    /** The value of a top-level key so far. The torrent's loop. */
    Optional<BencodeValue> get(String key);

    /**
     * Sets a top-level key, such as {@code metadata_size}. The {@code m} dictionary is the engine's: names come from
     * {@link PluginProperties#EXTENSION_NAMES}; putting {@code m} is ignored and counted. What a plugin puts into one
     * handshake may take 8 KiB: a key beyond that is left out, what was there before stays, and it counts as an error of the
     * plugin. The torrent's loop.
     *
     * @throws IllegalArgumentException when a char of the key is no byte
     */
    void put(String key, BencodeValue value);

    /** Removes a top-level key; no effect when it is not there. The torrent's loop. */
    void remove(String key);

    /**
     * Leaves one of this plugin's names out of {@code m} (sent as 0 in a repeat); another's is ignored and counted. The
     * torrent's loop.
     */
    void withhold(String name);
}
