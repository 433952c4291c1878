package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.AddTorrent;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageEncoder;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionLimits;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.core.FastAllowance;
import org.torrent.testkit.peer.Hostile;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Each way to hurt a session that was found, ten times as strong: who comes honestly is served at once all the same. */
class StormSwarmTest {
    private static final Duration FIRST_BLOCK = Duration.ofMillis(500);
    private static final TestTorrent TORRENT = TestTorrent.singleFile(7, 1_500_001, 64 * 1024);
    private static final BlockRequest BLOCK = TORRENT.layout().block(0, 0);

    private final Swarm swarm = new Swarm(7, TORRENT);
    private final SimRuntime seeder = newSeeder();

    private SimRuntime newSeeder() {
        SimHost fat = swarm.host().bandwidth(1_000_000_000, 1_000_000_000);
        SimRuntime runtime = new SimRuntime(swarm.simulation, fat, swarm.tracker)
                .put(TORRENT)
                .settings(new TorrentSettings(20, 900, true))
                .budgets(new BudgetSettings(
                        new ConnectionLimits(2_000, 4, 256, 8, 100, 4), 100, 64 << 20, 2 << 20, 64 << 20));
        swarm.runtimes.add(runtime);
        return runtime.start();
    }

    /** Asks for one block as soon as it may. */
    private static final class Honest extends ScriptedPeer {
        private final Simulation simulation;
        private final long sinceNanos;
        private long firstNanos = -1;

        Honest(Simulation simulation) {
            super(ScriptedPeer.handshake(TORRENT.infoHash(), "honest"));
            this.simulation = simulation;
            this.sinceNanos = simulation.nowNanos();
            on(Message.Unchoke.class, unchoke -> send(new Message.Request(BLOCK)));
        }

        @Override
        protected void onHandshake(Handshake handshake) {
            send(new Message.HaveNone());
            send(new Message.Interested());
        }

        @Override
        protected void onPiece(Piece piece) {
            firstNanos = firstNanos < 0 ? simulation.nowNanos() - sinceNanos : firstNanos;
        }
    }

    /** A peer that does something once it is greeted. */
    private static ScriptedPeer after(Consumer<ScriptedPeer> action) {
        return after("storm", action);
    }

    private static ScriptedPeer after(String name, Consumer<ScriptedPeer> action) {
        return new ScriptedPeer(ScriptedPeer.handshake(TORRENT.infoHash(), name)) {
            @Override
            protected void onHandshake(Handshake handshake) {
                action.accept(this);
            }
        };
    }

    private static byte[] encoded(Stream<Message> messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(message -> {
            ByteBuffer bytes = ByteBuffer.allocate(MessageEncoder.encodedLength(message));
            MessageEncoder.encode(message, bytes);
            all.writeBytes(bytes.array());
        });
        return all.toByteArray();
    }

    private static byte[] handshakesOfTrees() {
        BencodeList tree = new BencodeList(Collections.nCopies(3_500, BencodeList.of()));
        byte[] body = BencodeEncoder.encode(
                BencodeDictionary.of(Map.of("e", tree, "ipv4", tree, "ipv6", tree, "reqq", tree, "yourip", tree)));
        return encoded(
                Stream.generate(() -> (Message) new Message.Extended(0, body)).limit(2));
    }

    private static byte[] cancels() {
        Stream<Message> begin = Stream.of(new Message.HaveNone(), new Message.Interested());
        Stream<Message> requests = IntStream.range(0, 2_000) // all of one hash, and so are the cancels
                .mapToObj(i -> new Message.Request(new BlockRequest(1, 2_000 - i, 1 + 31 * i)));
        Stream<Message> cancels =
                IntStream.range(0, 50_000).mapToObj(i -> new Message.Cancel(new BlockRequest(1, -i, 62_001 + 31 * i)));
        return encoded(Stream.concat(begin, Stream.concat(requests, cancels)));
    }

    private static byte[] changesOfMind() {
        return encoded(Stream.iterate(0, i -> i + 1)
                .limit(200_000)
                .map(i -> i % 2 == 0 ? new Message.Interested() : new Message.NotInterested()));
    }

    private static byte[] requests() {
        return encoded(IntStream.range(0, 60_000).mapToObj(i -> new Message.Request(new BlockRequest(0, i, 16_384))));
    }

    static Stream<Arguments> storms() {
        return Stream.of(
                storm("700 handshakes of object trees", 700, handshakesOfTrees()),
                storm("10 cancel storms", 10, cancels()),
                storm("10 change their minds", 10, changesOfMind()),
                storm("10 with 262,144 keep-alives", 10, new byte[1 << 20]),
                storm("10 ask without end", 10, requests()));
    }

    private static Arguments storm(String name, int peers, byte[] bytes) {
        return Arguments.of(name, peers, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storms")
    void seed_whenItStorms_shouldServeAnHonestPeerAtOnce(String name, int peers, byte[] bytes) {
        seeder.await("it is checked", seeder.add(TORRENT).finished());
        for (int i = 0; i < peers; i++) {
            after(peer -> peer.sendRaw(bytes)).dial(swarm.host().transport(), seeder.endpoint());
        }
        swarm.simulation.runFor(Duration.ofMillis(200));
        List<Honest> honest = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            honest.add(dialHonestly(swarm.host()));
            swarm.simulation.runFor(Duration.ofMillis(300));
        }
        swarm.simulation.runFor(FIRST_BLOCK);
        assertServed(honest);
        swarm.stop();
    }

    private Honest dialHonestly(SimHost from) {
        Honest honest = new Honest(swarm.simulation);
        honest.dial(from.transport(), seeder.endpoint());
        return honest;
    }

    private static void assertServed(List<Honest> honest) {
        assertThat(honest).allSatisfy(peer -> assertThat(peer.firstNanos).isBetween(1L, FIRST_BLOCK.toNanos()));
    }

    @Test
    void seed_whenChokedPeersAskForAllowedPiecesWithoutEnd_shouldGiveEachAFewTimes() {
        seeder.await("it is checked", seeder.add(TORRENT).finished());
        SimHost host = swarm.host();
        List<ScriptedPeer> greedy = new ArrayList<>();
        for (int i = 0; i < 5; i++) { // it connects again and again
            ScriptedPeer peer = after(each -> each.send(new Message.HaveNone()));
            peer.on(Message.AllowedFast.class, allowed -> {
                for (int times = 0; times < 100; times++) {
                    peer.send(new Message.Request(TORRENT.layout().block(allowed.piece(), 0)));
                }
            });
            peer.on(Message.Reject.class, reject -> {});
            peer.dial(host.transport(), seeder.endpoint());
            greedy.add(peer);
            for (int second = 0; second < 20; second++) {
                swarm.simulation.runFor(Duration.ofSeconds(1));
                peer.messages(Message.AllowedFast.class)
                        .forEach(allowed ->
                                peer.send(new Message.Request(TORRENT.layout().block(allowed.piece(), 0))));
            }
        }
        long most = (long) FastAllowance.TIMES * 4 * TorrentLimits.ALLOWED_FAST;
        long had = greedy.stream().mapToLong(peer -> peer.pieces().size()).sum();
        assertThat(had).isBetween(1L, most);
        swarm.stop();
    }

    @Test
    void seed_whenAChokedPeerHasPieces_shouldRejectWhatWouldBeAllowed() {
        seeder.await("it is checked", seeder.add(TORRENT).finished());
        ScriptedPeer peer = after(each -> {
            for (int i = 0; i <= TorrentLimits.ALLOWED_FAST; i++) {
                each.send(new Message.Have(i));
            }
        });
        peer.on(
                Message.AllowedFast.class,
                allowed -> peer.send(new Message.Request(TORRENT.layout().block(allowed.piece(), 0))));
        peer.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(peer.messages(Message.AllowedFast.class)).isNotEmpty();
        assertThat(peer.messages(Message.Reject.class)).hasSameSizeAs(peer.messages(Message.AllowedFast.class));
        assertThat(peer.pieces()).isEmpty();
        swarm.stop();
    }

    @Test
    void magnet_whenPeersSendBlocksBeforeTheMetadataIsKnown_shouldCloseThem() throws Exception {
        SimRuntime leecher = swarm.leecher();
        leecher.await(
                "it is added",
                leecher.session()
                        .add(AddTorrent.of(
                                        MagnetLink.parse("magnet:?xt=urn:btih:" + TORRENT.infoHash()),
                                        Path.of("/home/downloads"))
                                .build()));
        for (int i = 0; i < 10; i++) {
            Hostile.generous(TORRENT, 2_000).dial(swarm.host().transport(), leecher.endpoint());
        }
        swarm.simulation.runFor(Duration.ofSeconds(10));
        assertThat(leecher.alerts("peer_disconnected")).hasSize(10).allSatisfy(alert -> assertThat(alert.message())
                .contains("nobody asked for"));
        swarm.stop();
    }

    /** Says that it has pieces up to the last one there can be, in both ways. */
    private static ScriptedPeer hoarder(String name) {
        byte[] bits = new byte[TorrentLimits.PIECES / Byte.SIZE];
        bits[0] = (byte) 0x80;
        return after(name, peer -> {
            peer.send(new Message.BitfieldMessage(bits));
            peer.send(new Message.Have(TorrentLimits.PIECES - 1));
        });
    }

    @Test
    void magnet_whenPeersOfOneAddressHaveAllThereCanBe_shouldStillHearWhatOthersHave() throws Exception {
        SimHost fat = swarm.host().bandwidth(1_000_000_000, 1_000_000_000);
        SimRuntime leecher = new SimRuntime(swarm.simulation, fat, swarm.tracker)
                .settings(new TorrentSettings(4, 200, true))
                .start();
        swarm.runtimes.add(leecher);
        leecher.await(
                "it is added",
                leecher.session()
                        .add(AddTorrent.of(
                                        MagnetLink.parse("magnet:?xt=urn:btih:" + TORRENT.infoHash()),
                                        Path.of("/home/downloads"))
                                .build()));
        SimHost hoard = swarm.host().bandwidth(1_000_000_000, 1_000_000_000);
        for (int i = 0; i < 100; i++) {
            hoarder("hoarder" + i).dial(hoard.transport(), leecher.endpoint());
            swarm.simulation.runFor(Duration.ofMillis(100));
        }
        assertThat(leecher.alerts("peer_disconnected"))
                .as("there is no room for all of them")
                .anySatisfy(alert -> assertThat(alert.message()).contains("no room to keep"));
        List<ScriptedPeer> honest = new ArrayList<>();
        byte[] some = Bitfield.full(TORRENT.layout().pieceCount()).toWire();
        for (int i = 0; i < 10; i++) {
            ScriptedPeer peer = after(each -> each.send(new Message.BitfieldMessage(some)));
            honest.add(peer);
            peer.dial(swarm.host().transport(), leecher.endpoint());
        }
        swarm.simulation.runFor(Duration.ofSeconds(10));
        assertThat(honest).allMatch(ScriptedPeer::isOpen);
        swarm.stop();
    }
}
