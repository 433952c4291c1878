package org.torrent.ext.api;

import java.nio.ByteBuffer;
import org.torrent.model.BlockRequest;

/** A standard message that a plugin sends by {@link PeerContext#send(PeerMessage)}. */
public sealed interface PeerMessage {
    /** We answer no requests from now on (BEP 3). Holds until the engine chooses anew whom it serves: some seconds. */
    record Choke() implements PeerMessage {}

    /** We answer requests from now on (BEP 3). Holds as {@link Choke} does. */
    record Unchoke() implements PeerMessage {}

    /** The peer has something we want (BEP 3). The engine looks again each second, and says so when it differs. */
    record Interested() implements PeerMessage {}

    /** The peer has nothing we want (BEP 3). As {@link Interested}. */
    record NotInterested() implements PeerMessage {}

    /**
     * We have a piece (BEP 3); refused when we don't.
     *
     * @param piece its index
     */
    record Have(int piece) implements PeerMessage {}

    /**
     * We have a piece no more (BEP 54); refused when the peer does not offer {@code lt_donthave}.
     *
     * @param piece its index
     */
    record DontHave(int piece) implements PeerMessage {}

    /**
     * We want a block (BEP 3). Its answer is awaited and counted like any other, and taken where it is missing. Refused when
     * it is no block of the torrent's ({@code PieceLayout.isBlock}), when it is there already or awaited from the peer, when the
     * peer lacks the piece or chokes us, or is asked for as much as it takes.
     *
     * @param block the block; {@link PeerPlugin#writeRequest} is not asked
     */
    record Request(BlockRequest block) implements PeerMessage {}

    /**
     * We want a block no more; refused when it is not awaited.
     *
     * @param block as it was asked for
     */
    record Cancel(BlockRequest block) implements PeerMessage {}

    /**
     * A request will not be answered (BEP 6); when it waits, it waits no more. Refused when the fast extension was not agreed
     * on.
     *
     * @param block as the peer asked for it
     */
    record Reject(BlockRequest block) implements PeerMessage {}

    /**
     * A piece that the peer may like to ask for (BEP 6); refused when we don't have it or the fast extension was not agreed
     * on.
     *
     * @param piece its index
     */
    record Suggest(int piece) implements PeerMessage {}

    /**
     * A piece that the peer may ask for while it is choked (BEP 6); refused as {@link Suggest}.
     *
     * @param piece its index
     */
    record AllowedFast(int piece) implements PeerMessage {}

    /**
     * A block, in answer to a request that a plugin handled or that waits; the engine does not answer that one any more. Sent in
     * {@link PeerPlugin#onRequest}, it is the answer: nothing is rejected then.
     *
     * @param block which one
     * @param payload as many remaining bytes as the block has, at most 128 KiB; copied by the call. That of a held or an offered
     *     block will do
     */
    record Piece(BlockRequest block, ByteBuffer payload) implements PeerMessage {}

    /**
     * A message of a type that the engine does not know.
     *
     * @param type 0 to 255, none of the types of BEP 3, 5, 6 and 10
     * @param body what follows the type, at most 64 KiB; not changed afterwards
     */
    record Unknown(int type, byte[] body) implements PeerMessage {}
}
