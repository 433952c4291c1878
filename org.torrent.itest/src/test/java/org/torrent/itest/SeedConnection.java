package org.torrent.itest;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PeerId;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageDecoder;
import org.torrent.protocol.MessageEncoder;
import org.torrent.protocol.ProtocolException;
import org.torrent.protocol.ProtocolLimits;

/** One connection of {@link GatedSeed}: a thread that reads, and one that sends a block for each permit of the gate. */
final class SeedConnection implements MessageDecoder.Handler {
    private final Socket socket;
    private final Payload payload;
    private final Map<String, Integer> extensions;
    private final Semaphore gate;
    private final BlockingQueue<BlockRequest> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message.Extended> messages = new LinkedBlockingQueue<>();
    private final Thread sender = new Thread(this::send, "gated-seed-send");
    private final List<String> handshakes = new CopyOnWriteArrayList<>(); // extension handshakes, for people
    private volatile Consumer<Message.Extended> listener = messages::add;
    private volatile ExtendedHandshake handshake;
    private volatile String failure;

    SeedConnection(Socket socket, Payload payload, Map<String, Integer> extensions, Semaphore gate) {
        this.socket = socket;
        this.payload = payload;
        this.extensions = extensions;
        this.gate = gate;
        new Thread(this::read, "gated-seed-read").start();
        sender.start();
    }

    private void read() {
        MessageDecoder decoder = new MessageDecoder(ProtocolLimits.defaults(), this);
        byte[] buffer = new byte[4096];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                decoder.decode(ByteBuffer.wrap(buffer, 0, count));
            }
        } catch (IOException e) {
            // the other side, or close(), ended it
        } catch (ProtocolException e) {
            failure = e.getMessage();
        } finally {
            sender.interrupt();
        }
    }

    private void send() {
        try {
            while (true) {
                BlockRequest block = requests.take();
                gate.acquire();
                ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.PIECE_HEADER_BYTES + block.length());
                MessageEncoder.pieceHeader(bytes, block.piece(), block.offset(), block.length());
                int start = (int) payload.metainfo().layout().pieceStart(block.piece()) + block.offset();
                write(bytes.put(payload.bytes(), start, block.length()));
            }
        } catch (InterruptedException e) {
            // the connection ended
        }
    }

    @Override
    public void onHandshake(Handshake theirs) {
        byte[] id = new byte[PeerId.LENGTH];
        ThreadLocalRandom.current().nextBytes(id);
        write(ByteBuffer.wrap(new Handshake(Handshake.EXTENDED, theirs.infoHash(), PeerId.of(id)).encode())
                .position(Handshake.LENGTH));
        write(new Message.BitfieldMessage(
                Bitfield.full(payload.metainfo().layout().pieceCount()).toWire()));
        Map<String, BencodeValue> ids = new TreeMap<>();
        extensions.forEach((name, number) -> ids.put(name, BencodeInteger.of(number)));
        BencodeDictionary ours = BencodeDictionary.of(Map.of("m", BencodeDictionary.of(ids)));
        write(new Message.Extended(0, BencodeEncoder.encode(ours)));
    }

    @Override
    public void onMessage(Message message) {
        if (message instanceof Message.Interested) {
            write(new Message.Unchoke());
        } else if (message instanceof Message.Request request) {
            requests.add(request.block());
        } else if (message instanceof Message.Extended extended && extended.id() == 0) {
            handshake = parse(extended.body());
            handshakes.add(new String(extended.body(), StandardCharsets.ISO_8859_1));
        } else if (message instanceof Message.Extended extended) {
            listener.accept(extended);
        }
    }

    private static ExtendedHandshake parse(byte[] body) {
        try {
            return ExtendedHandshake.parse((BencodeDictionary) BencodeDecoder.decode(body, BencodeLimits.MESSAGE));
        } catch (BencodeException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ByteBuffer onPieceStart(BlockRequest block) {
        throw new IllegalStateException("nobody was asked for " + block);
    }

    @Override
    public void onPieceEnd(BlockRequest block) {}

    /** Sends a message of an extension. */
    void send(int id, byte[] body) {
        write(new Message.Extended(id, body));
    }

    /** Asks for a block, whether it may or not. */
    void ask(BlockRequest block) {
        write(new Message.Request(block));
    }

    private void write(Message message) {
        ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.encodedLength(message));
        MessageEncoder.encode(message, bytes);
        write(bytes);
    }

    private synchronized void write(ByteBuffer full) {
        try {
            socket.getOutputStream().write(full.array(), 0, full.position());
        } catch (IOException e) {
            sender.interrupt(); // the reader ends as well
        }
    }

    /** The newest extension handshake of the other side, or null. */
    ExtendedHandshake handshake() {
        return handshake;
    }

    /** The extension handshakes of the other side that came. */
    List<String> handshakes() {
        return List.copyOf(handshakes);
    }

    /** Messages of extensions that arrived. */
    BlockingQueue<Message.Extended> messages() {
        return messages;
    }

    /** From now on they go there instead, on the thread that reads. */
    void listen(Consumer<Message.Extended> elsewhere) {
        listener = elsewhere;
    }

    /** What the other side did against the protocol, or null. */
    String failure() {
        return failure;
    }

    void close() throws IOException {
        socket.close();
    }
}
