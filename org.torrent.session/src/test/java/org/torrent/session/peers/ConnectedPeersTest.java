package org.torrent.session.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.connection.ConnectionHost;
import org.torrent.session.connection.PeerBits;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.connection.PeerState;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.runtime.Clock;

/** Pieces that are gone, told to everybody in turns. */
class ConnectedPeersTest {
    private static final int PIECES = 5_000;

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final ConnectedPeers peers = new ConnectedPeers(turns::add);

    /** A peer that listens to pieces that are gone, and the messages it is sent. */
    private List<Message> listening(int number) {
        DirectBlockPool pool = new DirectBlockPool(1 << 20);
        WireSetup setup = new WireSetup(pool);
        WireConnection wire = WireConnection.accepted(
                setup, (handshake, learned) -> null, new InetSocketAddress("10.0.0." + number, 1));
        Handshake theirs = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20]));
        TorrentServices services = new TorrentServices(
                new StoppedClock(),
                pool,
                null,
                null,
                null,
                setup,
                null,
                null,
                null,
                address -> false,
                null,
                null,
                null,
                null,
                null);
        PeerConnection peer = new PeerConnection(
                new PeerState(wire, theirs, true, true, new PeerBits(bytes -> true), 0),
                stub(ConnectionHost.class, null, null),
                services,
                null);
        List<Message> sent = new ArrayList<>();
        peer.plugins(stub(PluginsOfPeer.class, handshake(), sent), null);
        peers.add(peer);
        return sent;
    }

    private static ExtendedHandshake handshake() {
        return ExtendedHandshake.parse(
                BencodeDictionary.of(Map.of("m", BencodeDictionary.of(Map.of(DontHave.NAME, BencodeInteger.of(7))))));
    }

    private static <T> T stub(Class<T> type, ExtendedHandshake handshake, List<Message> sent) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("sent")) {
                        sent.add((Message) arguments[0]);
                    }
                    return method.getName().equals("theirHandshake") ? Optional.of(handshake) : null;
                }));
    }

    private int runTurns() {
        int count = 0;
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
            count++;
        }
        return count;
    }

    @Test
    void broadcastDontHave_whenThereAreManyPiecesAndPeers_shouldTellABoundedNumberInEachTurn() {
        List<Message> first = listening(1);
        List<Message> second = listening(2);
        peers.broadcastDontHave(Bitfield.full(PIECES));
        assertThat(first.size() + second.size()).isEqualTo(TorrentLimits.DONT_HAVES_PER_TURN);
        assertThat(runTurns()).isEqualTo(2 * PIECES / TorrentLimits.DONT_HAVES_PER_TURN);
        assertThat(first).hasSize(PIECES).isEqualTo(second).doesNotHaveDuplicates();
    }

    @Test
    void broadcastDontHave_whenAPieceIsBackBeforeItsTurn_shouldNotSayThatItIsGone() {
        List<Message> sent = listening(1);
        peers.broadcastDontHave(Bitfield.full(PIECES));
        peers.broadcastHave(PIECES - 1);
        Bitfield all = new Bitfield(PIECES);
        for (int i = PIECES / 2; i < PIECES - 1; i++) {
            all.set(i);
        }
        peers.announce(all);
        runTurns();
        List<Message> gone =
                sent.stream().filter(Message.Extended.class::isInstance).toList();
        assertThat(gone).hasSize(PIECES / 2);
        Bitfield again = new Bitfield(PIECES);
        again.set(PIECES - 1);
        peers.broadcastDontHave(again);
        assertThat(sent.get(sent.size() - 1)).isEqualTo(new Message.Extended(7, DontHave.encode(PIECES - 1)));
        assertThat(turns).isEmpty();
    }

    @Test
    void broadcastDontHave_whenMoreIsLostMeanwhile_shouldTellThatInTheSameTurns() {
        List<Message> sent = listening(1);
        Bitfield half = new Bitfield(PIECES);
        for (int i = 0; i < PIECES / 2; i++) {
            half.set(i);
        }
        peers.broadcastDontHave(half);
        Bitfield one = new Bitfield(PIECES);
        one.set(PIECES - 1);
        peers.broadcastDontHave(one);
        assertThat(turns).hasSize(1);
        runTurns();
        assertThat(sent).hasSize(PIECES / 2 + 1);
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
