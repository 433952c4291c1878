package org.torrent.testkit.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageDecoder;
import org.torrent.protocol.MessageEncoder;
import org.torrent.protocol.ProtocolException;
import org.torrent.protocol.ProtocolLimits;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/**
 * One connection of a peer that does what a test says. By itself it sends a handshake and records what it gets; reactions
 * are added with {@link #on}, whole characters are subclasses such as {@link SeedPeer}. It can say anything, malformed or not.
 *
 * <p>Runs where its transport calls it; in a simulation that is the test's thread.
 */
public class ScriptedPeer implements ConnectionHandler {
    private static final long DIAL_MILLIS = 10_000;

    /** A piece message that arrived. */
    public record Piece(BlockRequest block, byte[] payload) {}

    private record Reaction<M extends Message>(Class<M> type, Consumer<M> action) {
        void offer(Message message) {
            if (type.isInstance(message)) {
                action.accept(type.cast(message));
            }
        }
    }

    private final Handshake ours;
    private final MessageDecoder decoder = new MessageDecoder(ProtocolLimits.defaults(), new Incoming());
    private final List<Reaction<?>> reactions = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private Connection connection;
    private Handshake theirs;
    private boolean quiet;
    private boolean dialled;
    private String reason;

    /** A peer that will send this handshake. */
    public ScriptedPeer(Handshake handshake) {
        this.ours = handshake;
    }

    /** A handshake with BEP 6 and BEP 10, and a peer id that shows the name. */
    public static Handshake handshake(InfoHash infoHash, String name) {
        byte[] id =
                (("-TS0001-" + name + "------------").substring(0, PeerId.LENGTH)).getBytes(StandardCharsets.US_ASCII);
        return new Handshake(Handshake.EXTENDED | Handshake.FAST, infoHash, PeerId.of(id));
    }

    /** Dials. */
    public final void dial(Transport transport, InetSocketAddress remote) {
        dialled = true;
        transport.connect(remote, DIAL_MILLIS, this);
    }

    /** Answers every dial to an address with a new peer. */
    public static Listener listen(
            Transport transport, InetSocketAddress address, Supplier<? extends ScriptedPeer> peers) throws IOException {
        return transport.listen(address, remote -> peers.get());
    }

    /** Sends nothing by itself, no handshake either. */
    public final ScriptedPeer quiet() {
        quiet = true;
        return this;
    }

    /** Reacts to messages of a type, behind what the class itself does. */
    public final <M extends Message> ScriptedPeer on(Class<M> type, Consumer<M> action) {
        reactions.add(new Reaction<>(type, action));
        return this;
    }

    /** Sends a message. */
    public final void send(Message message) {
        ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.encodedLength(message));
        MessageEncoder.encode(message, bytes);
        connection.write(bytes.flip());
    }

    /** Sends a piece message. */
    public final void sendPiece(int piece, int offset, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.PIECE_HEADER_BYTES + payload.length);
        MessageEncoder.pieceHeader(bytes, piece, offset, payload.length);
        connection.write(bytes.put(payload).flip());
    }

    /** Sends any bytes. */
    public final void sendRaw(byte[] bytes) {
        connection.write(ByteBuffer.wrap(bytes.clone()));
    }

    /** Stops reading: what the other side sends piles up on its side. */
    public final void stopReading() {
        connection.suspendRead();
    }

    /** Closes when everything sent before has left. */
    public final void close(String why) {
        connection.closeAfterWrites(why, DIAL_MILLIS);
    }

    /** Their handshake, or null. */
    public final Handshake theirs() {
        return theirs;
    }

    /** The handshake it sends. */
    public final Handshake ours() {
        return ours;
    }

    /** The messages that arrived, without pieces. */
    public final List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The messages of one type that arrived. */
    public final <M extends Message> List<M> messages(Class<M> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The pieces that arrived. */
    public final List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** Whether the connection is up. */
    public final boolean isOpen() {
        return connection != null && reason == null;
    }

    /** Why the connection ended or was never made, or null. */
    public final String reason() {
        return reason;
    }

    /** For subclasses: both handshakes are exchanged. */
    protected void onHandshake(Handshake handshake) {}

    /** For subclasses: a message came. */
    protected void onMessage(Message message) {}

    /** For subclasses: a piece came. */
    protected void onPiece(Piece piece) {}

    @Override
    public final void onOpen(Connection opened) {
        connection = opened;
        if (dialled && !quiet) {
            sendRaw(ours.encode());
        }
    }

    @Override
    public final void onReceived(ByteBuffer bytes) {
        try {
            decoder.decode(bytes);
        } catch (ProtocolException e) {
            throw new IllegalStateException("the other side broke the protocol: " + e.getMessage());
        }
    }

    @Override
    public final void onWritten(long bytes) {}

    @Override
    public final void onClosed(String why) {
        reason = why;
    }

    private final class Incoming implements MessageDecoder.Handler {
        private ByteBuffer payload;

        @Override
        public void onHandshake(Handshake handshake) {
            theirs = handshake;
            if (!quiet) {
                if (!dialled) {
                    sendRaw(ours.encode());
                }
                ScriptedPeer.this.onHandshake(handshake);
            }
        }

        @Override
        public void onMessage(Message message) {
            messages.add(message);
            if (!quiet) {
                ScriptedPeer.this.onMessage(message);
            }
            reactions.forEach(reaction -> reaction.offer(message));
        }

        @Override
        public ByteBuffer onPieceStart(BlockRequest block) {
            payload = ByteBuffer.allocate(block.length());
            return payload;
        }

        @Override
        public void onPieceEnd(BlockRequest block) {
            Piece piece = new Piece(block, payload.array());
            pieces.add(piece);
            ScriptedPeer.this.onPiece(piece);
        }
    }
}
