package org.torrent.session.plugin.host;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.torrent.api.PeerSnapshot;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.MessageRefused;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.spi.buffer.Block;

/** The engine's side of one connection, and its calls made on the torrent's loop. */
final class FakePeer implements EnginePeer {
    static final BencodeDictionary ENGINE_KEYS =
            BencodeDictionary.of(Map.of("v", BencodeString.of("engine"), "reqq", BencodeInteger.of(500)));

    /** A message that left. */
    record Sent(int id, byte[] body, CompletableFuture<Void> written) {}

    final List<Sent> sent = new ArrayList<>();
    final List<BlockRequest> givenBack = new ArrayList<>();
    final List<Message> said = new ArrayList<>();
    final List<byte[]> pieces = new ArrayList<>();
    CompletableFuture<Void> written;
    Consumer<Message> onSaid = message -> {};
    Runnable onExtended = () -> {};
    Consumer<Sent> onSent = message -> {}; // but handshakes
    String refusal; // why no message is sent
    final List<String> disconnects = new ArrayList<>();
    final InetSocketAddress remote;
    PluginsOfPeer extensions;
    long queuedBytes;
    private final World world;
    private final FakeTorrent torrent;
    private final long reservedBits;
    private static int ports = 1000;

    FakePeer(World world, FakeTorrent torrent, long reservedBits) {
        this.world = world;
        this.torrent = torrent;
        this.reservedBits = reservedBits;
        this.remote = new InetSocketAddress("192.0.2.1", ports++);
    }

    /** A connection of a torrent, greeted; the caller is on the torrent's loop. */
    static FakePeer connect(PluginsOfTorrent torrent) {
        FakePeer peer = new FakePeer(null, null, Handshake.EXTENDED);
        try {
            peer.extensions = torrent.newConnection(peer);
        } catch (ConnectionRefusedByPlugin e) {
            throw new AssertionError(e);
        }
        peer.extensions.onConnected();
        peer.extensions.onHandshake(true);
        peer.extensions.start(ENGINE_KEYS);
        return peer;
    }

    void attach() throws ConnectionRefusedByPlugin {
        ConnectionRefusedByPlugin[] refused = new ConnectionRefusedByPlugin[1];
        world.torrentLoop.enter(() -> {
            try {
                extensions = torrent.extensions.newConnection(this);
                extensions.onConnected();
                extensions.onHandshake((reservedBits & Handshake.EXTENDED) != 0);
            } catch (ConnectionRefusedByPlugin e) {
                refused[0] = e;
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
    }

    void start() {
        try {
            attach();
        } catch (ConnectionRefusedByPlugin e) {
            throw new AssertionError(e);
        }
        world.torrentLoop.enter(() -> extensions.start(ENGINE_KEYS));
        world.run();
    }

    void engineKeys(BencodeDictionary keys) {
        world.torrentLoop.enter(() -> extensions.engineKeys(keys));
    }

    /** Their extension handshake: names with ids. */
    void handshake(Object... namesAndIds) {
        Map<String, BencodeValue> named = new TreeMap<>();
        for (int i = 0; i < namesAndIds.length; i += 2) {
            named.put((String) namesAndIds[i], BencodeInteger.of((Integer) namesAndIds[i + 1]));
        }
        receive(0, BencodeEncoder.encode(BencodeDictionary.of(Map.of("m", BencodeDictionary.of(named)))));
    }

    void receive(int id, byte[] body) {
        try {
            tryReceive(id, body);
        } catch (ExtensionProtocolException e) {
            throw new AssertionError(e);
        }
    }

    void tryReceive(int id, byte[] body) throws ExtensionProtocolException {
        ExtensionProtocolException[] failed = new ExtensionProtocolException[1];
        world.torrentLoop.enter(() -> {
            try {
                if (extensions.received(new Message.Extended(id, body)) == Verdict.PASS) {
                    extensions.onExtended(id, body);
                }
            } catch (ExtensionProtocolException e) {
                failed[0] = e;
            }
        });
        world.run();
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    void close() {
        world.torrentLoop.enter(() -> extensions.onDisconnect("bye"));
        world.run();
    }

    List<BencodeDictionary> handshakes() {
        return sent.stream()
                .filter(message -> message.id == 0)
                .map(FakePeer::decode)
                .toList();
    }

    BencodeDictionary lastHandshake() {
        List<BencodeDictionary> all = handshakes();
        return all.get(all.size() - 1);
    }

    /** The id we offer a name with: null when it is not in {@code m}. */
    Integer offered(String name) {
        BencodeDictionary named = lastHandshake().dictionary("m").orElseThrow();
        return named.integer(name).isPresent() ? (int) named.integer(name).getAsLong() : null;
    }

    /** What left but handshakes. */
    List<Sent> messages() {
        return sent.stream().filter(message -> message.id != 0).toList();
    }

    private static BencodeDictionary decode(Sent message) {
        try {
            return (BencodeDictionary) BencodeDecoder.decode(message.body, BencodeLimits.MESSAGE);
        } catch (BencodeException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("192.0.2.2", 6881);
    }

    @Override
    public boolean outgoing() {
        return true;
    }

    @Override
    public long reservedBits() {
        return reservedBits;
    }

    @Override
    public PeerSnapshot snapshot() {
        return null;
    }

    @Override
    public CompletionStage<Void> sendExtended(int id, byte[] body) {
        Sent message = new Sent(id, body, new CompletableFuture<>());
        sent.add(message);
        if (id != 0) {
            onExtended.run();
            onSent.accept(message);
        }
        return message.written;
    }

    @Override
    public CompletionStage<Void> send(Message message) throws MessageRefused {
        if (refusal != null) {
            throw new MessageRefused(refusal);
        }
        said.add(message);
        onSaid.accept(message);
        written = new CompletableFuture<>();
        return written;
    }

    @Override
    public CompletionStage<Void> sendPiece(BlockRequest request, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        pieces.add(bytes);
        written = new CompletableFuture<>();
        return written;
    }

    @Override
    public long queuedExtendedBytes() {
        return queuedBytes;
    }

    @Override
    public boolean keepHandshake(int bytes) {
        return true;
    }

    @Override
    public void giveBack(BlockRequest request, Block block) {
        givenBack.add(request);
        block.release();
    }

    @Override
    public void disconnect(String reason) {
        disconnects.add(reason);
    }
}
