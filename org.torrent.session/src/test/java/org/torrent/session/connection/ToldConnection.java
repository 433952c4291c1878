package org.torrent.session.connection;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrent.ext.api.Verdict;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.storage.StorageException;

/** A connection whose plugins and torrent write down what they are told. */
abstract class ToldConnection {
    static final BlockRequest BLOCK = new BlockRequest(0, 0, 16);

    final List<String> told = new ArrayList<>();
    final List<Message> synthetic = new ArrayList<>();
    final List<Message> sent = new ArrayList<>();
    Verdict verdict = Verdict.PASS;
    Verdict dontHave = Verdict.PASS;

    ConnectionParts exchange(boolean fast) {
        DirectBlockPool pool = new DirectBlockPool(1 << 20);
        PeerState state = new PeerState(
                WireConnection.accepted(
                        new WireSetup(pool), (handshake, learned) -> null, new InetSocketAddress("10.0.0.1", 1)),
                new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20])),
                fast,
                true,
                new PeerBits(bytes -> true),
                0);
        ConnectionParts exchange = new ConnectionParts(state, new Host());
        exchange.sender = new PeerSender(new StoppedClock(), null, exchange.host, sent::add);
        exchange.download = new PeerDownload(null, state, exchange.sender, exchange.host, exchange);
        exchange.upload = new PeerUpload(state, exchange.sender, exchange.host, pool, null);
        exchange.plugins = new Plugins();
        return exchange;
    }

    private final class Plugins implements PluginsOfPeer {
        @Override
        public long unchokePriority() {
            return Long.MAX_VALUE;
        }

        @Override
        public void start(BencodeDictionary engineKeys) {}

        @Override
        public void onConnected() {}

        @Override
        public void onHandshake(boolean extended) {}

        @Override
        public boolean canDisconnect(String reason) {
            return true;
        }

        @Override
        public void onHashed(int piece, boolean passed) {}

        @Override
        public void engineKeys(BencodeDictionary keys) {}

        @Override
        public Verdict received(Message message) {
            told.add("received " + message.getClass().getSimpleName());
            return verdict;
        }

        @Override
        public void synthetic(Message message) {
            synthetic.add(message);
        }

        @Override
        public Verdict receivedDontHave(int piece) {
            told.add("dont have " + piece);
            return dontHave;
        }

        @Override
        public Verdict received(BlockRequest request, Block block) {
            told.add("received " + request);
            if (verdict == null) {
                throw new IllegalStateException("planned");
            }
            return verdict;
        }

        @Override
        public void onExtended(int id, byte[] body) {
            told.add("extended " + id);
        }

        @Override
        public void sent(Message message) {}

        @Override
        public boolean wantsSentPieces() {
            return false;
        }

        @Override
        public void sentPiece(BlockRequest request) {}

        @Override
        public Verdict writeRequest(BlockRequest request) {
            return verdict;
        }

        @Override
        public void sentPayload(long bytes) {}

        @Override
        public Optional<ExtendedHandshake> theirHandshake() {
            return Optional.empty();
        }

        @Override
        public List<String> theirNames() {
            return List.of();
        }

        @Override
        public void tick(long nowNanos) {}

        @Override
        public void onDisconnect(String reason) {}
    }

    private final class Host implements ConnectionHost {
        @Override
        public TorrentPieces pieces() {
            return null;
        }

        @Override
        public boolean wantsFrom(Bitfield bits) {
            return false;
        }

        @Override
        public void needsFlush() {}

        @Override
        public void interested(long nowNanos) {
            told.add("interested");
        }

        @Override
        public boolean servesChoked(BlockRequest block) {
            return false;
        }

        @Override
        public void announced() {
            told.add("announced");
        }

        @Override
        public void announced(int piece) {
            told.add("announced " + piece);
        }

        @Override
        public void withdrawn(int piece) {
            told.add("withdrawn " + piece);
        }

        @Override
        public void listensOn(int port) {}

        @Override
        public void hasDhtNode(int port) {}

        @Override
        public void isAlsoAt(Inet6Address address) {}

        @Override
        public void uploaded(long bytes, long nowNanos) {}

        @Override
        public void unreadable(StorageException error) {}
    }

    private static final class StoppedClock implements Clock {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}
