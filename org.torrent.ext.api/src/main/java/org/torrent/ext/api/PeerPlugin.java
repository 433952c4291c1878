package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;

/**
 * A full plugin's part for one connection. Every hook runs on the torrent's loop and must not block; plugins are asked in
 * order of their ranking. A hook that throws counts as one that passed, and costs the plugin. A hook that a class does not
 * override costs nothing. Hooks named {@code on...} come before the standard handling, those named {@code sent...} after
 * the message was queued: they have no veto.
 */
@ConsumerType
public interface PeerPlugin {
    /**
     * Our extension handshake is about to leave; each repeat too. The torrent's loop.
     *
     * @param handshake valid during the call; every key but {@code m} is writable
     */
    default void addHandshake(HandshakeBuilder handshake) {}

    /** The connection is up. Nothing was said yet on one that we made. The torrent's loop. */
    default void onConnected() {}

    /**
     * Their BitTorrent handshake arrived, so both are done (BEP 3); before anything else is sent or heard. The torrent's loop.
     *
     * @param reservedBits its 8 reserved bytes, the first byte highest
     * @return false detaches this plugin from this connection
     */
    default boolean onHandshake(long reservedBits) {
        return true;
    }

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
     * The peer chokes us (BEP 3). The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins only: that we are choked, and what became of our requests, are
     *     facts
     */
    default Verdict onChoke() {
        return Verdict.PASS;
    }

    /**
     * The peer answers requests (BEP 3), before the engine asks for any. The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the engine goes on as if choked
     */
    default Verdict onUnchoke() {
        return Verdict.PASS;
    }

    /**
     * The peer wants pieces of ours (BEP 3). The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the peer gets no slot for it
     */
    default Verdict onInterested() {
        return Verdict.PASS;
    }

    /**
     * The peer wants nothing of ours any more (BEP 3). The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the peer is not choked for it; that it
     *     is not interested is a fact
     */
    default Verdict onNotInterested() {
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
     * The peer has a piece no more (BEP 54, {@code lt_donthave}), whether or not it said before that it has it. After {@link
     * #onExtended} with the same message, before the engine acts on it; a piece that the torrent does not have never gets
     * here. What it was asked for stays outstanding. The torrent's loop.
     *
     * @param piece its index
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the piece still counts as the peer's
     */
    default Verdict onDontHave(int piece) {
        return Verdict.PASS;
    }

    /**
     * The peer tells which pieces it has (BEP 3), before the engine reads it. The torrent's loop.
     *
     * @param bits one bit for each piece, the highest of the first byte is piece 0; its length is unchecked; for the plugin
     *     to keep and not to change
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the peer has said nothing of its pieces
     */
    default Verdict onBitfield(byte[] bits) {
        return Verdict.PASS;
    }

    /**
     * The peer has every piece (BEP 6). The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the peer has said nothing of its pieces
     */
    default Verdict onHaveAll() {
        return Verdict.PASS;
    }

    /**
     * The peer has no piece (BEP 6). Also when it did not say what it has and began with something else: then {@link
     * PeerContext#synthetic} is true, and there is nothing but later plugins to skip. The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the peer has said nothing of its pieces
     */
    default Verdict onHaveNone() {
        return Verdict.PASS;
    }

    /**
     * The peer answers requests for a piece also while it chokes us (BEP 6). The torrent's loop.
     *
     * @param piece its index, unchecked
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: the engine does not ask for it
     */
    default Verdict onAllowedFast(int piece) {
        return Verdict.PASS;
    }

    /**
     * The peer asks for a block (BEP 3), of at most 128 KiB. The torrent's loop.
     *
     * @param request unchecked otherwise: there may be no such block, and the peer may be choked
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: it is not answered, and rejected if the
     *     peer speaks the fast extension
     */
    default Verdict onRequest(BlockRequest request) {
        return Verdict.PASS;
    }

    /**
     * The peer takes a request back (BEP 3). The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the standard handling: it is answered all the same
     */
    default Verdict onCancel(BlockRequest request) {
        return Verdict.PASS;
    }

    /**
     * The peer will not answer a request of ours (BEP 6), whether or not there was such a request. Also when we took a
     * request back from a peer without the fast extension, which never says so: then {@link PeerContext#synthetic} is true.
     * The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins only: that the request is not outstanding any more is a fact
     */
    default Verdict onReject(BlockRequest request) {
        return Verdict.PASS;
    }

    /**
     * The peer likes to be asked for a piece (BEP 6). The torrent's loop.
     *
     * @param piece its index, unchecked
     * @return {@link Verdict#HANDLED} skips later plugins; the engine follows no suggestions
     */
    default Verdict onSuggest(int piece) {
        return Verdict.PASS;
    }

    /**
     * A message of an unknown type arrived. The torrent's loop.
     *
     * @param length of the body in bytes
     * @param type 0 to 255
     * @param body what follows the type, for the plugin to keep and not to change
     * @return {@link Verdict#HANDLED} keeps the connection; when nobody handles it, it is closed
     */
    default Verdict onUnknownMessage(int length, int type, byte[] body) {
        return Verdict.PASS;
    }

    /**
     * The engine is about to ask for a block. The torrent's loop.
     *
     * @return {@link Verdict#HANDLED} skips later plugins and the request: the block may be asked for again, from anybody,
     *     after a pause of 10 s
     */
    default Verdict writeRequest(BlockRequest request) {
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
     * We told the peer that we have a piece no more (BEP 54); after {@link #sentExtended} with the same message. The
     * torrent's loop.
     *
     * @param piece its index
     */
    default void sentDontHave(int piece) {}

    /** We choked the peer (BEP 3). The torrent's loop. */
    default void sentChoke() {}

    /** We unchoked the peer (BEP 3). The torrent's loop. */
    default void sentUnchoke() {}

    /** We told the peer that we want pieces of it (BEP 3). The torrent's loop. */
    default void sentInterested() {}

    /** We told the peer that we want nothing of it any more (BEP 3). The torrent's loop. */
    default void sentNotInterested() {}

    /**
     * We told the peer which pieces we have (BEP 3), as in {@link #onBitfield}. The torrent's loop.
     *
     * @param bits for the plugin to keep and not to change
     */
    default void sentBitfield(byte[] bits) {}

    /** We told the peer that we have every piece (BEP 6). The torrent's loop. */
    default void sentHaveAll() {}

    /** We told the peer that we have no piece (BEP 6). The torrent's loop. */
    default void sentHaveNone() {}

    /** We told the peer that it may ask for a piece while choked (BEP 6). The torrent's loop. */
    default void sentAllowFast(int piece) {}

    /** We suggested a piece to the peer (BEP 6). The torrent's loop. */
    default void sentSuggest(int piece) {}

    /** We asked the peer for a block (BEP 3). The torrent's loop. */
    default void sentRequest(BlockRequest request) {}

    /** We took a request back (BEP 3). The torrent's loop. */
    default void sentCancel(BlockRequest request) {}

    /** We refused to answer a request (BEP 6). The torrent's loop. */
    default void sentRejectRequest(BlockRequest request) {}

    /**
     * We sent an extended message (BEP 10): a handshake with id 0, others with an id of the peer's. The torrent's loop.
     *
     * @param body for the plugin to keep and not to change
     */
    default void sentExtended(int id, byte[] body) {}

    /** We told the peer where our DHT node listens (BEP 5). The torrent's loop. */
    default void sentPort(int port) {}

    /**
     * A block was queued to leave (BEP 3). In order, in batches, up to a second later. The torrent's loop.
     *
     * @param request what it answers
     */
    default void sentPiece(BlockRequest request) {}

    /**
     * Payload of pieces reached the socket, since the last call; in batches, about once a second while there is any. The
     * torrent's loop.
     *
     * @param bytes more than 0, without the messages' headers
     */
    default void sentPayload(long bytes) {}

    /**
     * The hash of a piece is right that has blocks of this peer's; after {@link TorrentPlugin#onPiecePass}. The torrent's loop.
     *
     * @param piece its index
     */
    default void onPiecePass(int piece) {}

    /**
     * The hash of a piece is wrong that has blocks of this peer's: it or another one sent a bad one. After {@link
     * TorrentPlugin#onPieceFailed}. The torrent's loop.
     *
     * @param piece its index
     */
    default void onPieceFailed(int piece) {}

    /**
     * The engine would like to close the connection of a peer that did nothing wrong: nothing was heard for long, it was of no
     * use while others wait for its place, or both sides have everything. Not asked about anything else. It may be asked again
     * every second; about one whose place others want, ten seconds after it was kept, and eight are asked about for each of
     * those. The torrent's loop.
     *
     * @param reason as for {@link #onDisconnect}
     * @return false keeps the connection for now, and is the last word: later plugins are not asked
     */
    default boolean canDisconnect(String reason) {
        return true;
    }

    /** The connection is about to go, or was never made; once, whatever the cause. The torrent's loop. */
    default void onDisconnect(String reason) {}

    /** About once a second, once both handshakes are done; before time-outs are checked. The torrent's loop. */
    default void tick() {}
}
