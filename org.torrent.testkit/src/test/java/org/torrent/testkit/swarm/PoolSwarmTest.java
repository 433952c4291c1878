package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.UploadWindow;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.disk.DiskCall;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** The pool of blocks is one for all: whoever uses it up costs the others nothing that shows. */
class PoolSwarmTest {
    private static final int KIB = 1024;
    private static final long POOL_BYTES = 8 << 20;

    static LongStream seeds() {
        return Seeds.all();
    }

    /** Asks for blocks of a length, as many as it may, for as long as it is open. */
    private static final class Asker extends ScriptedPeer {
        private final TestTorrent torrent;
        private final int length;
        private int asked;

        Asker(TestTorrent torrent, String name, int length) {
            super(handshake(torrent.infoHash(), name));
            this.torrent = torrent;
            this.length = length;
        }

        @Override
        protected void onHandshake(Handshake handshake) {
            send(new Message.HaveNone());
            send(new Message.Interested());
        }

        @Override
        protected void onMessage(Message message) {
            if (message instanceof Message.Unchoke) {
                for (int i = 0; i < 2_000; i++) {
                    ask();
                }
            }
        }

        @Override
        protected void onPiece(Piece piece) {
            ask();
        }

        private void ask() {
            int pieces = torrent.layout().pieceCount() - 1;
            send(new Message.Request(new BlockRequest(asked++ % pieces, 0, length)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void upload_whenPeersAskForThousandsOfLargeBlocks_shouldStayWithinThePoolAndServeTheNext(long seed) {
        TestTorrent torrent = TestTorrent.singleFile(seed, 4_000_000, 256 * KIB);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(torrent).finished());
        int[] lengths = {16 * KIB + 1, 16 * KIB + 12, 16 * KIB + 14, 128 * KIB};
        for (int i = 0; i < 3; i++) {
            new Asker(torrent, "large" + i, lengths[i]).dial(swarm.host().transport(), seeder.endpoint());
        }
        long most = 0;
        for (int i = 0; i < 300; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100));
            most = Math.max(most, seeder.session().snapshot().lentBufferBytes());
        }
        assertThat(most).isBetween(1L, POOL_BYTES);
        assertThat(FirstBlock.of(swarm, seeder, torrent)).isLessThan(Duration.ofMillis(500));
        swarm.stop();
    }

    /** Asks for single bytes, always for as many as may wait. */
    private static final class Nibbler extends ScriptedPeer {
        private int asked;

        Nibbler(TestTorrent torrent, String name) {
            super(handshake(torrent.infoHash(), name));
            on(Message.Unchoke.class, unchoke -> ask(2_000));
        }

        @Override
        protected void onHandshake(Handshake handshake) {
            send(new Message.HaveNone());
            send(new Message.Interested());
        }

        @Override
        protected void onPiece(Piece piece) {
            ask(1);
        }

        private void ask(int count) {
            for (int i = 0; i < count; i++) {
                send(new Message.Request(new BlockRequest(0, asked++ % (200 * KIB), 1)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void upload_whenAPeerAsksForSingleBytes_shouldLendLittleAndAnswerAFewHundredASecond(long seed) {
        TestTorrent torrent = TestTorrent.singleFile(seed, 4_000_000, 256 * KIB);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(torrent).finished());
        ScriptedPeer peer = new Nibbler(torrent, "nibbles");
        peer.dial(swarm.host().transport(), seeder.endpoint());
        long most = 0;
        for (int i = 0; i < 5_000; i++) {
            swarm.simulation.runFor(Duration.ofMillis(2));
            most = Math.max(most, seeder.session().snapshot().lentBufferBytes());
        }
        assertThat(most).isBetween(1L, UploadWindow.BYTES_MAX + 2L * BlockPool.BLOCK_BYTES);
        assertThat(peer.pieces().size()).isBetween(250, 12 * TorrentLimits.VAIN_REQUESTS + 2_000);
        assertThat(FirstBlock.of(swarm, seeder, torrent)).isLessThan(Duration.ofMillis(500));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void upload_whenTwoOtherTorrentsWaitForASlowDisk_shouldServeTheThird(long seed) throws IOException {
        TestTorrent third = TestTorrent.singleFile(seed, 1_000_000, 64 * KIB);
        Swarm swarm = new Swarm(seed, third);
        SimRuntime runtime = swarm.seeder();
        runtime.await("it is checked", runtime.add(third).finished());
        List<TestTorrent> slow = List.of(
                TestTorrent.singleFile(seed + 100, 12_000_000, 256 * KIB),
                TestTorrent.singleFile(seed + 200, 12_000_000, 256 * KIB));
        runtime.disk().faults(call -> {
            if (call.operation() == DiskCall.Operation.WRITE
                    && call.path().toString().contains("file-")
                    && !call.path().equals(runtime.path(third.files().get(0)))) {
                swarm.simulation.spend(Duration.ofSeconds(20));
            }
            return null;
        });
        runtime.host().bandwidth(0, 0);
        List<TorrentHandle> downloads = new ArrayList<>();
        for (TestTorrent torrent : slow) {
            downloads.add(runtime.add(torrent));
            for (int i = 0; i < 4; i++) {
                new SeedPeer(torrent, "seed" + i)
                        .dial(swarm.host().bandwidth(0, 0).transport(), runtime.endpoint());
            }
        }
        swarm.simulation.runFor(Duration.ofSeconds(19));
        assertThat(runtime.session().snapshot().lentBufferBytes())
                .as("what waits for the disk")
                .isBetween(POOL_BYTES / 2, POOL_BYTES - 1);
        assertThat(FirstBlock.of(swarm, runtime, third)).isLessThan(Duration.ofMillis(500));
        runtime.disk().faults(call -> null);
        downloads.forEach(download -> runtime.await("the slow ones are complete", download.finished()));
        runtime.stop();
        assertThat(runtime.session().snapshot().lentBufferBytes()).isZero();
    }
}
