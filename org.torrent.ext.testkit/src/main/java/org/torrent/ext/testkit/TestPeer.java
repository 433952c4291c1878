package org.torrent.ext.testkit;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.torrent.ext.api.PeerMessage;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.ScriptedPeer;

/**
 * A peer that does what a test says, connected to a {@link TestSession}. By itself it says its handshakes and that it has no
 * piece, and keeps all that it hears; it never answers.
 */
public final class TestPeer {
    private static final int FIRST_ID = 31; // others than the session's, which begin at 1

    private final Lab lab;
    private final ScriptedPeer peer;
    private final Map<String, Integer> ourIds = new LinkedHashMap<>();

    TestPeer(Lab lab, InetSocketAddress session, List<String> extensions) {
        this.lab = lab;
        this.peer = new ScriptedPeer(ScriptedPeer.handshake(lab.torrent().infoHash(), "peer"));
        for (String name : extensions) {
            ourIds.put(name, FIRST_ID + ourIds.size());
        }
        peer.dial(lab.newHost().transport(), session);
        await("the session's handshake", () -> peer.theirs() != null);
        peer.send(new Message.HaveNone());
        sayHandshake(Map.of());
        await("the session's extension handshake", () -> !handshakes().isEmpty());
    }

    /** As {@link TestSwarm#await}; a connection that ended is named in the failure. */
    private void await(String what, BooleanSupplier condition) {
        lab.await(what, () -> condition.getAsBoolean() || peer.reason() != null);
        if (!condition.getAsBoolean()) {
            throw new AssertionError("the connection ended before " + what + ": " + peer.reason());
        }
    }

    /**
     * Says its extension handshake again, with further keys.
     *
     * @param keys top-level keys beside {@code m}
     */
    public void sayHandshake(Map<String, BencodeValue> keys) {
        Map<String, BencodeValue> ids = new TreeMap<>();
        ourIds.forEach((name, id) -> ids.put(name, BencodeInteger.of(id)));
        Map<String, BencodeValue> handshake = new TreeMap<>(keys);
        handshake.put("m", BencodeDictionary.of(ids));
        peer.send(new Message.Extended(0, BencodeEncoder.encode(BencodeDictionary.of(handshake))));
    }

    /** The extension handshakes of the session so far, oldest first; a copy. */
    public List<BencodeDictionary> handshakes() {
        return peer.messages(Message.Extended.class).stream()
                .filter(message -> message.id() == 0)
                .map(message -> decoded(message.body()))
                .toList();
    }

    private static BencodeDictionary decoded(byte[] body) {
        try {
            return (BencodeDictionary) BencodeDecoder.decode(body, BencodeLimits.MESSAGE);
        } catch (BencodeException | ClassCastException e) {
            throw new AssertionError("the session's extension handshake is none", e);
        }
    }

    private Map<String, Integer> theirIds() {
        Map<String, Integer> ids = new TreeMap<>();
        handshakes().forEach(one -> ids.putAll(ExtendedHandshake.parse(one).extensions()));
        ids.values().removeIf(id -> id == 0);
        return ids;
    }

    /** The names that the session offers now; a copy. */
    public Set<String> offers() {
        return new TreeSet<>(theirIds().keySet());
    }

    /**
     * Sends a message of an extension. It arrives when time passes.
     *
     * @throws AssertionError when the session does not offer the name
     */
    public void send(String name, byte[] payload) {
        Integer id = theirIds().get(name);
        if (id == null) {
            throw new AssertionError("the session does not offer " + name + ", only " + offers());
        }
        peer.send(new Message.Extended(id, payload.clone()));
    }

    /**
     * Sends a message of an extension, and lets time pass until one of that name comes.
     *
     * @return its payload
     */
    public byte[] ask(String name, byte[] payload) {
        int before = received(name).size();
        send(name, payload);
        await("an answer of " + name, () -> received(name).size() > before);
        return received(name).get(before);
    }

    /**
     * Lets time pass until a message of an extension is there that nobody has asked for.
     *
     * @return the payload of the first one of that name
     */
    public byte[] await(String name) {
        await("a message of " + name, () -> !received(name).isEmpty());
        return received(name).get(0);
    }

    /**
     * The messages of an extension so far, oldest first; a copy.
     *
     * @param name one that this peer offers
     */
    public List<byte[]> received(String name) {
        Integer id = ourIds.get(name);
        if (id == null) {
            throw new IllegalArgumentException("this peer does not offer " + name + ", only " + ourIds.keySet());
        }
        return peer.messages(Message.Extended.class).stream()
                .filter(message -> message.id() == id)
                .map(message -> message.body().clone())
                .toList();
    }

    /** Sends a standard message, whether it is allowed or not. It arrives when time passes. */
    public void send(PeerMessage message) {
        if (message instanceof PeerMessage.Piece piece) {
            byte[] payload = new byte[piece.payload().remaining()];
            piece.payload().duplicate().get(payload);
            peer.sendPiece(piece.block().piece(), piece.block().offset(), payload);
        } else if (message instanceof PeerMessage.DontHave gone) {
            send(
                    "lt_donthave",
                    ByteBuffer.allocate(Integer.BYTES).putInt(gone.piece()).array());
        } else {
            peer.send(StandardMessages.encode(message));
        }
    }

    /**
     * The standard messages of one type so far, oldest first; a copy. What the session has when it begins is no message of
     * these: see {@link org.torrent.api.TorrentHandle#snapshot}.
     */
    public <M extends PeerMessage> List<M> received(Class<M> type) {
        List<PeerMessage> all = new ArrayList<>();
        peer.messages().forEach(message -> StandardMessages.decode(message).ifPresent(all::add));
        peer.pieces()
                .forEach(piece -> all.add(new PeerMessage.Piece(
                        piece.block(), ByteBuffer.wrap(piece.payload().clone()))));
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Lets time pass until a standard message of one type has come; the first of them. */
    public <M extends PeerMessage> M await(Class<M> type) {
        await("a message " + type.getSimpleName(), () -> !received(type).isEmpty());
        return received(type).get(0);
    }

    /** Ends the connection, and returns when the session has noticed. */
    public void disconnect() {
        peer.close("the test is done");
        lab.await("the connection ended", () -> peer.reason() != null);
    }

    /** Whether the connection is up. */
    public boolean isConnected() {
        return peer.isOpen();
    }
}
