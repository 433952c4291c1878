package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.protocol.Message;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentSettings;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.disk.DiskCall;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Who is let in and dialled whatever others claim, and what counts as finished. */
class AdmissionSwarmTest {
    private static final TestTorrent TORRENT = TestTorrent.singleFile(5, 1_500_001, 64 * 1024);

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void handshake_whenAnotherAddressUsesThePeerIdOfSomebody_shouldKeepBothWhoeverCameFirst(long seed) {
        Swarm swarm = new Swarm(seed, TORRENT);
        SimRuntime seeder = swarm.seeder();
        seeder.await("it is checked", seeder.add(TORRENT).finished());
        ScriptedPeer first = new LeechPeer(TORRENT, "victim", 4);
        first.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofMillis(200));
        List<ScriptedPeer> thieves = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ScriptedPeer thief = new LeechPeer(TORRENT, "victim", 1);
            thief.dial(swarm.host().transport(), seeder.endpoint());
            thieves.add(thief);
        }
        swarm.simulation.runFor(Duration.ofMillis(500));
        ScriptedPeer last = new LeechPeer(TORRENT, "victim", 4);
        last.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofMillis(500));
        assertThat(first.isOpen()).as("who came before the thieves").isTrue();
        assertThat(last.isOpen()).as("who came behind the thieves").isTrue();
        assertThat(thieves).allMatch(ScriptedPeer::isOpen);
        swarm.stop();
    }

    @Test
    void connect_whenTheListOfPeersIsFull_shouldDialWhomTheUserNames() throws IOException {
        Swarm swarm = new Swarm(5, TORRENT);
        SimRuntime leecher = swarm.leecher();
        List<InetSocketAddress> invented = new ArrayList<>();
        for (int i = 0; i < 2 * TorrentLimits.KNOWN_PEERS; i++) {
            invented.add(new InetSocketAddress("10.9." + i / 250 + "." + (1 + i % 250), 6881));
        }
        TorrentHandle download = leecher.add(TORRENT, invented.toArray(InetSocketAddress[]::new));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        SimHost seed = swarm.host();
        ScriptedPeer.listen(seed.transport(), seed.endpoint(SimRuntime.PORT), () -> new SeedPeer(TORRENT, "late"));
        download.connect(List.of(seed.endpoint(SimRuntime.PORT)));
        swarm.awaitComplete(Duration.ofMinutes(30), download); // behind those he named before
        swarm.stop();
    }

    @Test
    void finished_whenTheLastForceFails_shouldWaitForOneThatDoesNot() throws IOException {
        Swarm swarm = new Swarm(5, TORRENT);
        swarm.scripted(() -> new SeedPeer(TORRENT, "seed"));
        SimRuntime leecher = swarm.leecher();
        boolean[] fails = {true};
        leecher.disk().faults(call -> {
            boolean isLast = call.operation() == DiskCall.Operation.FORCE
                    && call.path().toString().contains("downloads")
                    && fails[0];
            return isLast ? DiskFault.NO_SPACE : null;
        });
        TorrentHandle download = leecher.add(TORRENT);
        swarm.simulation.runFor(Duration.ofMinutes(1));
        assertThat(download.finished().toCompletableFuture())
                .as("nothing is forced")
                .isNotDone();
        assertThat(leecher.alerts("torrent_finished")).isEmpty();
        assertThat(leecher.alerts("file_error")).as("the user hears of it").isNotEmpty();
        fails[0] = false;
        swarm.awaitComplete(Duration.ofMinutes(2), download);
        assertThat(leecher.alerts("torrent_finished")).hasSize(1);
        swarm.stop();
    }

    /** Says that it has everything, unchokes, never sends a block, and stays awake. */
    private static final class FakeSeed extends SeedPeer {
        FakeSeed() {
            super(TORRENT, "fake");
            withholding(block -> true);
        }

        @Override
        protected void onMessage(Message message) {
            super.onMessage(message);
            send(new Message.KeepAlive());
        }
    }

    @Test
    void download_whenEveryPlaceIsTakenByFakeSeeds_shouldStillTryTheOthers() throws IOException {
        Swarm swarm = new Swarm(5, TORRENT);
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .settings(new TorrentSettings(4, 20, true));
        swarm.runtimes.add(leecher);
        leecher.start();
        for (int i = 0; i < 40; i++) {
            swarm.scripted(FakeSeed::new);
        }
        TorrentHandle download = leecher.add(TORRENT);
        swarm.simulation.runUntil(
                "all places are taken",
                Duration.ofMinutes(1),
                () -> download.peers().size() == 20);
        SimHost honest = swarm.scripted(() -> new SeedPeer(TORRENT, "honest"));
        swarm.awaitComplete(Duration.ofHours(2), download);
        assertThat(leecher.alerts("peer_ban").toString()).doesNotContain(honest.toString());
        swarm.stop();
    }
}
