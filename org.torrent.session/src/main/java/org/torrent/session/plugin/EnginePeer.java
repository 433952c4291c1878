package org.torrent.session.plugin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.torrent.api.PeerSnapshot;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.spi.buffer.Block;

/** What the engine lends to the plugins of one connection. Called on the torrent's loop. */
public interface EnginePeer {
    /** Their address. Any thread. */
    InetSocketAddress remote();

    /** Our address; null before the connection is up. Any thread. */
    InetSocketAddress local();

    /** Whether we dialled. Any thread. */
    boolean outgoing();

    /** The reserved bytes of their handshake; 0 before it came. Any thread. */
    long reservedBits();

    /** The newest snapshot. Any thread. */
    PeerSnapshot snapshot();

    /**
     * Queues an extended message (BEP 10).
     *
     * @param id on the peer's side; 0 for the handshake
     * @return completes on the loop when it reached the socket, fails when the connection ends before
     */
    CompletionStage<Void> sendExtended(int id, byte[] body);

    /**
     * Queues a message as the engine's own are, accounted for the same way.
     *
     * @return completes on the loop when it reached the socket, at once when there was nothing to say
     * @throws MessageRefused when it can't be sent, with the reason
     */
    CompletionStage<Void> send(Message message) throws MessageRefused;

    /**
     * Queues a block.
     *
     * @param payload as long as the request says
     * @throws MessageRefused when it can't be sent, with the reason
     */
    CompletionStage<Void> sendPiece(BlockRequest request, ByteBuffer payload) throws MessageRefused;

    /** Payload bytes of plugins' messages queued and not yet written, and {@link PluginLimits#MESSAGE_BYTES} for each. */
    long queuedExtendedBytes();

    /**
     * Asks for room to keep their last handshake for plugins that come later; 0 gives it back.
     *
     * @return whether there is room; what was granted before is given back when not
     */
    boolean keepHandshake(int bytes);

    /** Goes on with a block of this connection that a plugin had handled; takes over the reference. */
    void giveBack(BlockRequest request, Block block);

    /** Closes the connection. */
    void disconnect(String reason);
}
