package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.model.BlockRequest;
import org.torrent.testkit.ports.disk.DiskCall.Operation;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What a download believes after kill -9, a power cut or a failing disk. */
class DurabilitySwarmTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    private static Swarm swarm(long seed) {
        Swarm swarm = new Swarm(seed, TestTorrent.files(seed, 64 * 1024, 2_000_000, 5, 3_000_000));
        swarm.seeder().add(swarm.torrent);
        return swarm;
    }

    /** What a restart says it has is really there, and a restart says so without waiting for anybody. */
    private static TorrentSnapshot checked(Swarm swarm, SimRuntime leecher) {
        TorrentHandle handle = leecher.session().torrents().get(0);
        swarm.simulation.runUntil(
                "the check is over",
                Duration.ofMinutes(1),
                () -> handle.snapshot().state() == TorrentState.DOWNLOADING
                        || handle.snapshot().state() == TorrentState.SEEDING);
        int claimed = handle.snapshot().piecesDone();
        int held = 0;
        for (int piece = 0; piece < swarm.torrent.layout().pieceCount(); piece++) {
            held += leecher.holds(swarm.torrent, piece) ? 1 : 0;
        }
        assertThat(claimed)
                .as("seed %d: pieces claimed", swarm.simulation.seed())
                .isLessThanOrEqualTo(held);
        return handle.snapshot();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void restart_whenKilledAgainAndAgain_shouldLoseNoVerifiedPiece(long seed) {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        leecher.add(swarm.torrent);
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 8; i++) {
            swarm.simulation.runFor(Duration.ofMillis(random.nextInt(600)));
            int verified = leecher.session().torrents().get(0).snapshot().piecesDone();
            leecher.kill();
            leecher.start().resume();
            assertThat(checked(swarm, leecher).piecesDone())
                    .as("seed %d, kill %d", seed, i)
                    .isGreaterThanOrEqualTo(verified);
        }
        swarm.awaitComplete(Duration.ofMinutes(10), swarm.handles());
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void restart_whenThePowerWasCut_shouldClaimNothingFalseAndKeepWhatWasDurable(long seed) {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        leecher.add(swarm.torrent);
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 8; i++) {
            swarm.simulation.runFor(Duration.ofMillis(random.nextInt(2_500)));
            int durable = leecher.session().torrents().get(0).snapshot().piecesDurable();
            leecher.cutPower();
            leecher.start().resume();
            assertThat(checked(swarm, leecher).piecesDone())
                    .as("seed %d, cut %d", seed, i)
                    .isGreaterThanOrEqualTo(durable);
        }
        swarm.awaitComplete(Duration.ofMinutes(10), swarm.handles());
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenTheDiskIsFullForAWhile_shouldWaitAndGoOnByItself(long seed) {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        leecher.disk().capacity(1_500_000);
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.simulation.runUntil("the disk is full", Duration.ofMinutes(1), () -> !download.snapshot()
                .reason()
                .isEmpty());
        assertThat(download.snapshot().reason()).contains("No space left on device");
        assertThat(download.snapshot().state()).isEqualTo(TorrentState.DOWNLOADING);
        swarm.simulation.runFor(Duration.ofMinutes(3));
        assertThat(download.finished().toCompletableFuture()).isNotDone();
        leecher.disk().capacity(Long.MAX_VALUE);
        swarm.simulation.runFor(Duration.ofSeconds(10));
        assertThat(download.snapshot().reason()).isEmpty();
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenWritesAreShort_shouldNotCare(long seed) {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        leecher.disk()
                .faults(call ->
                        call.operation() == Operation.WRITE && call.number() % 3 == 0 ? DiskFault.SHORT_WRITE : null);
        swarm.awaitComplete(Duration.ofMinutes(5), leecher.add(swarm.torrent));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenAForceFails_shouldNotBelieveThatWindow(long seed) {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        boolean[] failed = new boolean[1];
        leecher.disk().faults(call -> {
            boolean now = !failed[0]
                    && call.operation() == Operation.FORCE
                    && call.path().toString().contains("downloads");
            failed[0] |= now;
            return now ? DiskFault.IO_ERROR : null;
        });
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.simulation.runUntil("a force failed", Duration.ofMinutes(5), () -> failed[0]);
        swarm.simulation.runFor(Duration.ofMinutes(2));
        leecher.cutPower();
        leecher.start().resume();
        checked(swarm, leecher);
        leecher.session().torrents().forEach(TorrentHandle::resume);
        swarm.awaitComplete(Duration.ofMinutes(5), swarm.handles());
        assertThat(download.id()).isEqualTo(swarm.torrent.metainfo().id());
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recheck_whenABitFlippedOnDisk_shouldFetchThatPieceAgain(long seed) throws java.io.IOException {
        Swarm swarm = swarm(seed);
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        BlockRequest first = swarm.torrent.layout().block(0, 0);
        leecher.disk().corrupt(leecher.path(swarm.torrent.metainfo().files().get(0)), first.length() / 2);
        leecher.await("the recheck starts", download.recheck());
        swarm.simulation.runUntil("it is whole again", Duration.ofMinutes(5), () -> leecher.holds(swarm.torrent));
        swarm.stop();
    }
}
