package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TrackerSnapshot;
import org.torrent.api.TrackerState;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.testkit.ports.datagram.ScriptedUdpTracker;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Peers find each other through the shipped tracker bundle and a UDP tracker. */
class UdpTrackerSwarmTest {
    private static final Path DOWNLOADS = Path.of("/home/downloads");

    static LongStream seeds() {
        return Seeds.all();
    }

    private static ScriptedUdpTracker tracker(Swarm swarm) throws IOException {
        SimHost host = swarm.network.host("10.98.0.1");
        return new ScriptedUdpTracker(host.datagrams(), host.endpoint(6969), 60);
    }

    private static TorrentHandle add(Swarm swarm, SimRuntime runtime, List<List<String>> trackers) {
        Metainfo metainfo = swarm.torrent.metainfo().withTrackers(trackers);
        CompletionStage<TorrentHandle> added =
                runtime.session().add(AddTorrent.of(metainfo, DOWNLOADS).build());
        runtime.await("it is added", added);
        return added.toCompletableFuture().join();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheTrackerSpeaksUdp_shouldCompleteWhateverHappensToTheSocket(long seed) throws IOException {
        Swarm swarm = new Swarm(seed, TestTorrent.singleFile(seed, 3_000_001, 64 * 1024));
        RandomGenerator random = swarm.simulation.random("test");
        ScriptedUdpTracker tracker = tracker(swarm);
        List<List<String>> url = List.of(List.of(tracker.url()));
        add(swarm, swarm.seeder(), url);
        List<TorrentHandle> downloads = List.of(
                add(swarm, swarm.leecher(), url), add(swarm, swarm.leecher(), url), add(swarm, swarm.leecher(), url));
        for (int i = 0; i < 6; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100 + random.nextInt(500)));
            SimRuntime one = swarm.runtimes.get(random.nextInt(4));
            if (random.nextBoolean()) {
                one.replaceDatagrams(Duration.ofMillis(random.nextInt(2_000)));
            } else {
                one.replaceTrackers(Duration.ofMillis(random.nextInt(2_000)));
            }
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        swarm.stop();
        assertThat(tracker.peers(swarm.torrent.infoHash().bytes()))
                .as("good-byes")
                .isEmpty();
    }

    @Test
    void trackers_whenTheyAreShownAndChanged_shouldTellWhatIsSo() throws IOException {
        Swarm swarm = new Swarm(5, TestTorrent.singleFile(5, 300_001, 64 * 1024));
        ScriptedUdpTracker tracker = tracker(swarm);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle torrent = add(
                swarm, seeder, List.of(List.of("udp://me:s3cret@10.97.0.1:1/announce"), List.of("wss://x/announce")));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(torrent.trackers())
                .extracting(TrackerSnapshot::url)
                .containsExactly("udp://10.97.0.1:1/announce", "wss://x/announce");
        assertThat(torrent.trackers())
                .extracting(TrackerSnapshot::state)
                .containsExactly(TrackerState.ANNOUNCING, TrackerState.UNSUPPORTED);
        swarm.simulation.runFor(Duration.ofSeconds(20));
        assertThat(torrent.trackers().get(0).state()).isEqualTo(TrackerState.FAILED);
        assertThat(torrent.trackers().get(0).problem()).isEqualTo("no answer within 20 s");
        assertThat(torrent.trackers().get(0).nextAnnounceSeconds()).isBetween(1L, 20L);

        seeder.await("it is added", torrent.addTracker(tracker.url()));
        swarm.simulation.runFor(Duration.ofMinutes(1));
        TrackerSnapshot working = torrent.trackers().get(2);
        assertThat(working.url()).isEqualTo(tracker.url());
        assertThat(working.source()).isEqualTo("user");
        assertThat(working.state()).isEqualTo(TrackerState.WORKING);
        assertThat(working.seeds()).isEqualTo(1);
        assertThat(working.leechers()).isZero();
        assertThat(working.nextAnnounceSeconds()).isBetween(0L, 66L);
        assertThat(working.answeredSecondsAgo()).isNotNegative();

        seeder.await("they are gone", torrent.removeTracker("udp://10.97.0.1:1/announce"));
        seeder.await("it is another", torrent.editTracker("wss://x/announce", "udp://10.97.0.2:2/x"));
        assertThat(torrent.trackers())
                .extracting(TrackerSnapshot::url)
                .containsExactly("udp://10.97.0.2:2/x", tracker.url());
        assertThat(torrent.removeTracker("udp://nobody:1/")).satisfies(stage -> {
            seeder.await("it is refused", stage);
            assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        });

        seeder.stop();
        assertThat(tracker.peers(swarm.torrent.infoHash().bytes())).isEmpty();
        seeder.start().resume();
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(seeder.session().torrents().get(0).trackers())
                .as("kept over a restart")
                .extracting(TrackerSnapshot::url)
                .containsExactly("udp://10.97.0.2:2/x", tracker.url());
        swarm.stop();
    }

    @Test
    void reannounce_whenTheUserWantsIt_shouldAskAsSoonAsTheTrackerAllows() throws IOException {
        Swarm swarm = new Swarm(6, TestTorrent.singleFile(6, 300_001, 64 * 1024));
        SimHost host = swarm.network.host("10.98.0.1");
        ScriptedUdpTracker tracker = new ScriptedUdpTracker(host.datagrams(), host.endpoint(6969), 1_800);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle torrent = add(swarm, seeder, List.of(List.of(tracker.url())));
        swarm.simulation.runFor(Duration.ofMinutes(2));
        assertThat(tracker.heard()).hasSize(2);
        seeder.await("they were told", torrent.reannounce());
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(tracker.heard()).hasSize(4).last().asString().contains(" none ");
        swarm.stop();
    }
}
