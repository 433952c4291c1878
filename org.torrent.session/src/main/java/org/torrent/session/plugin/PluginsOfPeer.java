package org.torrent.session.plugin;

import java.util.List;
import java.util.Optional;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.spi.buffer.Block;

/** One connection's plugins and its side of BEP 10, as the engine calls them. The torrent's loop only. */
public interface PluginsOfPeer {
    /** The connection is up. Once. */
    void onConnected();

    /**
     * Both BitTorrent handshakes are done. Once, before anything below.
     *
     * @param extended whether both sides speak extended messages (BEP 10)
     */
    void onHandshake(boolean extended);

    /**
     * Sends our extension handshake, when the peer speaks BEP 10.
     *
     * @param engineKeys the engine's own top-level keys; {@code m} is made here
     */
    void start(BencodeDictionary engineKeys);

    /** The engine's own keys, again: our handshake is repeated when they changed, with the next ticks. */
    void engineKeys(BencodeDictionary keys);

    /**
     * Any message arrived and is well formed: the chain of full plugins is asked, before the engine acts on it. Costs a
     * mask test when no plugin of the connection wants to know.
     *
     * @return {@code HANDLED} when the engine must not act on it
     */
    Verdict received(Message message);

    /**
     * The peer behaves as if it had said this and never says it: as {@link #received(Message)}, flagged. Nothing of the
     * engine's depends on the verdict.
     */
    void synthetic(Message message);

    /**
     * A block arrived: as {@link #received(Message)}. Whoever wants to keep it takes a reference of its own.
     *
     * @param request what the peer says it is
     * @return {@code HANDLED} when the engine must not take it; it may come back by {@link EnginePeer#giveBack}
     */
    Verdict received(BlockRequest request, Block block);

    /**
     * The peer has a piece no more (BEP 54), which is well formed: as {@link #received(Message)}.
     *
     * @return {@code HANDLED} when the engine must not act on it
     */
    Verdict receivedDontHave(int piece);

    /**
     * The standard handling of an extended message that {@link #received} passed: their handshake, or a message for an
     * {@code ExtensionPlugin}. From a peer that did not announce BEP 10 it is ignored, and so is a handshake that can't
     * be read: it costs itself, not the peer.
     *
     * @param id ours for its name; 0 for their handshake
     * @param body not changed afterwards
     * @throws ExtensionProtocolException when it must close the connection
     */
    void onExtended(int id, byte[] body) throws ExtensionProtocolException;

    /** Any message but {@code piece} was queued to leave. Costs a mask test when no plugin wants to know. */
    void sent(Message message);

    /** Whether anybody wants to hear of {@link #sentPiece}. */
    boolean wantsSentPieces();

    /** A block was queued to leave, a while ago. Only when somebody wants to know. */
    void sentPiece(BlockRequest request);

    /** A request is about to leave: {@code HANDLED} when it must not. Costs a mask test when no plugin wants to know. */
    Verdict writeRequest(BlockRequest request);

    /** How soon plugins want the peer unchoked optimistically, the lower the sooner; the most when none has a wish. */
    long unchokePriority();

    /** That much payload of {@code piece} messages reached the socket since the last call. */
    void sentPayload(long bytes);

    /** Whether plugins let a good peer go. Costs a mask test when no plugin wants to know. */
    boolean canDisconnect(String reason);

    /** A piece with blocks of this peer's was hashed. Costs a mask test when no plugin wants to know. */
    void onHashed(int piece, boolean passed);

    /** What their handshakes said so far: a later one changes only what it names. */
    Optional<ExtendedHandshake> theirHandshake();

    /** The names they offer now, in the order of their ids. */
    List<String> theirNames();

    /** About once a second, before time-outs are checked. */
    void tick(long nowNanos);

    /** The connection is about to go. Once; more do nothing. */
    void onDisconnect(String reason);
}
