package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;

/**
 * A full plugin's part for one connection. Every hook runs on the torrent's loop and must not block; plugins are asked in
 * order of their ranking. A hook that throws counts as one that passed, and costs the plugin. A hook that a class does not
 * override costs nothing.
 */
@ConsumerType
public interface PeerPlugin {
    /**
     * Our extension handshake is about to leave; each repeat too. The torrent's loop.
     *
     * @param handshake valid during the call; every key but {@code m} is writable
     */
    default void addHandshake(HandshakeBuilder handshake) {}

    /** Both BitTorrent handshakes are done. The torrent's loop. */
    default void onConnected() {}

    /**
     * An extension handshake arrived (each of them), before the engine reads it. The torrent's loop.
     *
     * @return false detaches this plugin from this connection
     */
    default boolean onExtensionHandshake(BencodeDictionary handshake) {
        return true;
    }

    /**
     * An extended message arrived: of any id but the handshake's. The torrent's loop.
     *
     * @param length of the whole message's payload in bytes
     * @param id on our side, see {@link PeerContext#localId}
     * @param body for the plugin to keep and not to change
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling
     */
    default Verdict onExtended(int length, int id, byte[] body) {
        return Verdict.PASS;
    }

    /**
     * The peer has one more piece (BEP 3). Before the engine counts it; a piece that the torrent does not have never
     * gets here. While the metadata is unknown any index may be right. The torrent's loop.
     *
     * @param piece its index
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the piece does not count as the peer's,
     *     neither for interest nor for rarity (so nothing is taken back when the peer leaves)
     */
    default Verdict onHave(int piece) {
        return Verdict.PASS;
    }

    /**
     * A block arrived (BEP 3), asked for or not, before the engine takes it. It is off the list of what is outstanding
     * already and counted as received. The torrent's loop.
     *
     * @param request the piece, the first byte in it and the length, as the peer says: nobody checked that such a block
     *     exists
     * @param block its payload
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the block is not written. It may be
     *     asked for again, from anybody, after a pause of 10 s, unless the plugin holds it and gives it back before
     */
    default Verdict onPiece(BlockRequest request, PieceBlock block) {
        return Verdict.PASS;
    }

    /**
     * We told the peer that we have a piece (BEP 3); the message is queued. No veto. The torrent's loop.
     *
     * @param piece its index
     */
    default void sentHave(int piece) {}

    /**
     * Payload of pieces reached the socket, since the last call; in batches, about once a second while there is any. The
     * torrent's loop.
     *
     * @param bytes more than 0, without the messages' headers
     */
    default void sentPayload(long bytes) {}

    /** The connection is about to go; once, whatever the cause. The torrent's loop. */
    default void onDisconnect(String reason) {}

    /** About once a second, before time-outs are checked. The torrent's loop. */
    default void tick() {}
}
