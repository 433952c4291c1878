package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.model.Bitfield;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.Hostile;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Liars, stallers, flooders and madmen, beside an honest seed or alone. */
class HostileSwarmTest {
    private static final int PIECE_BYTES = 64 * 1024;

    static LongStream seeds() {
        return Seeds.all();
    }

    private static TestTorrent small(long seed) {
        return TestTorrent.singleFile(seed, 1_500_001, PIECE_BYTES);
    }

    private static List<String> banned(SimRuntime runtime) {
        return runtime.alerts("peer_ban").stream()
                .map(alert -> String.valueOf(alert.details().get("peer")))
                .toList();
    }

    private static String address(SimHost host) {
        return host + ":" + SimRuntime.PORT;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenOneOfTwoSeedsCorruptsEverything_shouldCompleteAndBanThatOneOnly(long seed) throws IOException {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        SimHost liar = swarm.scripted(() -> new SeedPeer(torrent, "liar").corrupting(block -> true));
        SimHost honest = swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        SimRuntime leecher = swarm.leecher();
        swarm.awaitComplete(Duration.ofMinutes(10), leecher.add(torrent));
        assertThat(banned(leecher)).as("seed %d", seed).doesNotContain(address(honest));
        assertThat(banned(leecher)).as("seed %d", seed).contains(address(liar));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenASeedCorruptsNowAndThen_shouldCompleteAndBanNoHonestOne(long seed) throws IOException {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.scripted(() -> new SeedPeer(torrent, "liar").corrupting(block -> block.piece() % 3 == 0));
        SimHost honest = swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        SimHost alsoHonest = swarm.scripted(() -> new SeedPeer(torrent, "honest2"));
        SimRuntime leecher = swarm.leecher();
        swarm.awaitComplete(Duration.ofMinutes(30), leecher.add(torrent));
        assertThat(banned(leecher)).as("seed %d", seed).doesNotContain(address(honest), address(alsoHonest));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenEverySeedCorrupts_shouldNeverClaimAPiece(long seed) throws IOException {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.scripted(() -> new SeedPeer(torrent, "liar1").corrupting(block -> true));
        swarm.scripted(() -> new SeedPeer(torrent, "liar2").corrupting(block -> true));
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofHours(1));
        assertThat(leecher.alerts("hash_failed")).as("seed %d", seed).isNotEmpty();
        assertThat(leecher.alerts("piece_finished")).as("seed %d", seed).isEmpty();
        assertThat(download.snapshot().piecesDone()).isZero();
        assertThat(download.finished().toCompletableFuture()).isNotDone();
        swarm.stop();
    }

    static Stream<Arguments> nuisances() {
        Function<TestTorrent, ScriptedPeer> stalls = torrent -> new SeedPeer(torrent, "stalls").stallingAfter(3);
        Function<TestTorrent, ScriptedPeer> withholds =
                torrent -> new SeedPeer(torrent, "withholds").withholding(block -> block.piece() % 2 == 0);
        Function<TestTorrent, ScriptedPeer> lies = torrent -> new SeedPeer(torrent, "lies").withholding(block -> true);
        Function<TestTorrent, ScriptedPeer> rejects =
                torrent -> new SeedPeer(torrent, "rejects").rejecting(block -> true);
        Function<TestTorrent, ScriptedPeer> closes = torrent -> new SeedPeer(torrent, "closes").closingAfter(2);
        Function<TestTorrent, ScriptedPeer> chokes = torrent -> new SeedPeer(torrent, "chokes").choking();
        Function<TestTorrent, ScriptedPeer> half = torrent -> {
            Bitfield pieces = new Bitfield(torrent.layout().pieceCount());
            pieces.set(0);
            return new SeedPeer(torrent, "half").offering(pieces);
        };
        Function<TestTorrent, ScriptedPeer> stranger =
                torrent -> Hostile.stranger(TestTorrent.singleFile(99, 100_000, PIECE_BYTES));
        return Stream.of(
                Arguments.of("stalls", stalls),
                Arguments.of("withholds", withholds),
                Arguments.of("lies", lies),
                Arguments.of("rejects", rejects),
                Arguments.of("closes", closes),
                Arguments.of("chokes", chokes),
                Arguments.of("has one piece", half),
                Arguments.of("stranger", stranger),
                nuisance("silent", Hostile::silent),
                nuisance("garbage", torrent -> Hostile.garbage(torrent, 5)),
                nuisance("huge length", torrent -> Hostile.hugeLength(torrent, Integer.MAX_VALUE)),
                nuisance("negative length", torrent -> Hostile.hugeLength(torrent, -1)),
                nuisance("bitfield flood", torrent -> Hostile.flood(torrent, 1_000, new Message.HaveAll())),
                nuisance("interest flood", torrent -> Hostile.flood(torrent, 100_000, new Message.Interested())),
                nuisance("have beyond the end", torrent -> Hostile.flood(torrent, 1, new Message.Have(1_000_000))),
                nuisance(
                        "extended flood",
                        torrent -> Hostile.flood(torrent, 1_000, new Message.Extended(77, new byte[100]))),
                nuisance("unknown type", torrent -> Hostile.flood(torrent, 1, new Message.Unknown(99, new byte[100]))),
                nuisance("greedy", torrent -> Hostile.greedy(torrent, 10_000)),
                nuisance("unasked", Hostile::unasked));
    }

    private static Arguments nuisance(String name, Function<TestTorrent, ScriptedPeer> peer) {
        return Arguments.of(name, peer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nuisances")
    void download_whenFiveOfThemAreInTheSwarm_shouldCompleteFromTheHonestSeed(
            String name, Function<TestTorrent, ScriptedPeer> peer) throws IOException {
        TestTorrent torrent = small(7);
        Swarm swarm = new Swarm(7, torrent);
        SimRuntime leecher = swarm.leecher();
        for (int i = 0; i < 5; i++) {
            swarm.scripted(() -> peer.apply(torrent));
            peer.apply(torrent).dial(swarm.host().transport(), leecher.endpoint());
        }
        SimHost honest = swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        swarm.awaitComplete(Duration.ofMinutes(15), leecher.add(torrent));
        assertThat(banned(leecher)).doesNotContain(address(honest));
        swarm.stop();
    }

    /** Has everything, unchokes, and is asked for the last blocks again with each change of its mind. */
    private static ScriptedPeer flipping(TestTorrent torrent) {
        Handshake with = ScriptedPeer.handshake(torrent.infoHash(), "flips");
        return new ScriptedPeer(new Handshake(Handshake.EXTENDED, torrent.infoHash(), with.peerId())) {
            @Override
            protected void onHandshake(Handshake handshake) {
                send(new Message.BitfieldMessage(
                        Bitfield.full(torrent.layout().pieceCount()).toWire()));
                send(new Message.Unchoke());
            }
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenManyUnchokeAgainAndAgainAndSendNothing_shouldCompleteFromTheHonestSeed(long seed)
            throws IOException {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.add(torrent);
        List<ScriptedPeer> flipping = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flipping.add(flipping(torrent));
            flipping.get(i).dial(swarm.host().transport(), leecher.endpoint());
        }
        SimHost slow = swarm.network.host("10.9.0.1").bandwidth(50_000, 50_000);
        new SeedPeer(torrent, "honest").dial(slow.transport(), leecher.endpoint());
        byte[] flip = {0, 0, 0, 1, 0, 0, 0, 0, 1, 1}; // choke, unchoke
        for (int i = 0; i < 3_000 && !download.finished().toCompletableFuture().isDone(); i++) {
            swarm.simulation.runFor(Duration.ofMillis(100));
            flipping.stream().filter(ScriptedPeer::isOpen).forEach(peer -> peer.sendRaw(flip));
        }
        assertThat(download.finished().toCompletableFuture())
                .as("seed %d: done after %d pieces", seed, download.snapshot().piecesDone())
                .isCompleted();
        swarm.stop();
    }

    @Test
    void seed_whenAPeerFloodsItAndReadsNothing_shouldCloseThatConnection() {
        TestTorrent torrent = small(7);
        Swarm swarm = new Swarm(7, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(torrent).finished());
        ScriptedPeer deaf = Hostile.deaf(torrent, 400_000);
        deaf.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(300)); // rejects fill its line slowly
        assertThat(seeder.alerts("peer_disconnected").toString()).contains("does not read");
        assertThat(seeder.host().receivedBytes())
                .as("6.8 MB of requests were to be answered")
                .isLessThan(2_000_000);
        swarm.stop();
    }

    @Test
    void seed_whenAPeerSendsWhatWeHave_shouldCloseThatConnection() {
        TestTorrent torrent = small(7);
        Swarm swarm = new Swarm(7, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(torrent).finished());
        ScriptedPeer generous = Hostile.generous(torrent, 3_000);
        generous.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(100));
        assertThat(seeder.alerts("peer_disconnected").toString()).contains("nobody asked for");
        swarm.stop();
    }
}
