package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.model.bencode.BencodeDictionary;

/** A full plugin's part for one connection. Every hook runs on the torrent's loop and must not block. */
@ConsumerType
public interface PeerPlugin {
    /** Our extension handshake is about to leave; each repeat too. The whole dictionary is writable. */
    default void addHandshake(HandshakeBuilder handshake) {}

    /** Both BitTorrent handshakes are done. */
    default void onConnected() {}

    /**
     * An extension handshake arrived (each of them), before the engine reads it.
     *
     * @return false detaches this plugin from this connection
     */
    default boolean onExtensionHandshake(BencodeDictionary handshake) {
        return true;
    }

    /**
     * An extended message arrived.
     *
     * @param length of the whole message's payload in bytes
     * @param id on our side, see {@link PeerContext#localId}
     * @param body valid for the plugin to keep
     */
    default Verdict onExtended(int length, int id, byte[] body) {
        return Verdict.PASS;
    }

    /** The connection is about to go; once, whatever the cause. */
    default void onDisconnect(String reason) {}

    /** About once a second, before time-outs are checked. */
    default void tick() {}
}
