package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Commands in orders that nobody plans for. */
class LifecycleSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(7, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(7, torrent);

    @Test
    void add_whenAPeerHasNoAddress_shouldSaySoAndDownloadFromTheOthers() throws Exception {
        swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.add(torrent, InetSocketAddress.createUnresolved("nowhere.invalid", 6881));
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        assertThat(leecher.alerts("peer_error").get(0).message()).contains("nowhere.invalid");
        swarm.stop();
    }

    @Test
    void add_whenTheSameTorrentIsJustBeingRemoved_shouldAddItAnew() throws Exception {
        swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        SimRuntime leecher = swarm.leecher();
        TorrentHandle first = leecher.add(torrent);
        first.remove(false);
        TorrentHandle second = leecher.add(torrent);
        assertThat(second).isNotSameAs(first);
        swarm.awaitComplete(Duration.ofMinutes(10), second);
        assertThat(leecher.session().torrents()).containsExactly(second);
        swarm.stop();
    }

    @Test
    void add_whenAnEarlierRunKnewItAndIsNotResumedYet_shouldDialThePeersOfThatRun() throws Exception {
        SimHost host = swarm.host();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), () -> new SeedPeer(torrent, "honest"));
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), null).start();
        TorrentHandle first = leecher.add(torrent, host.endpoint(SimRuntime.PORT));
        leecher.stop();
        assertThat(first.snapshot().piecesDone()).isLessThan(torrent.layout().pieceCount());
        leecher.start();
        TorrentHandle second = leecher.add(torrent);
        leecher.resume();
        swarm.awaitComplete(Duration.ofMinutes(1), second);
        leecher.stop();
        swarm.stop();
    }

    @Test
    void restart_whenTheSessionLeavesAtOnceEachTime_shouldStillKnowItsPeers() throws Exception {
        SimHost named = seedWithoutTracker();
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), null).start();
        leecher.add(torrent, named.endpoint(SimRuntime.PORT));
        restartAtOnce(leecher);
        finish(leecher);
    }

    @Test
    void restart_whenAPeerWasNamedLaterAndNeverReached_shouldStillKnowIt() throws Exception {
        SimHost named = seedWithoutTracker();
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), null).start();
        leecher.add(torrent).connect(List.of(named.endpoint(SimRuntime.PORT)));
        restartAtOnce(leecher);
        finish(leecher);
    }

    @Test
    void restart_whenTheTorrentIsAddedAgainBeforeItIsResumed_shouldStillKnowItsPeers() throws Exception {
        SimHost named = seedWithoutTracker();
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), null).start();
        leecher.add(torrent, named.endpoint(SimRuntime.PORT));
        leecher.stop();
        leecher.start();
        leecher.session()
                .add(AddTorrent.of(torrent.metainfo(), Path.of("/home/downloads"))
                        .build());
        restartAtOnce(leecher);
        finish(leecher);
    }

    @Test
    void restart_whenTheStorageLeavesBeforeTheSession_shouldStillKnowPeersNamedMeanwhile() throws Exception {
        SimHost named = seedWithoutTracker();
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), null).start();
        leecher.add(torrent).connect(List.of(named.endpoint(SimRuntime.PORT)));
        swarm.simulation.runFor(Duration.ofMillis(1));
        leecher.stopStorageFirst();
        leecher.start();
        leecher.resume();
        finish(leecher);
    }

    private SimHost seedWithoutTracker() throws IOException {
        SimHost host = swarm.host();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), () -> new SeedPeer(torrent, "honest"));
        return host;
    }

    private static void restartAtOnce(SimRuntime runtime) {
        for (int i = 0; i < 20; i++) {
            runtime.stop();
            runtime.start();
            runtime.resume();
        }
    }

    private void finish(SimRuntime leecher) {
        swarm.awaitComplete(Duration.ofMinutes(1), leecher.session().torrents());
        leecher.stop();
        swarm.stop();
    }

    @Test
    void recheck_whenPaused_shouldStayPausedAlsoOverARestart() {
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(torrent);
        seeder.await("it pauses", handle.pause());
        seeder.await("it is told to check", handle.recheck());
        seeder.replaceTransport(Duration.ofSeconds(1)); // makes it show its state again
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        seeder.await("it runs", handle.resume());
        swarm.awaitComplete(Duration.ofMinutes(1), handle);
        swarm.stop();
    }

    @Test
    void recheck_whenRemoved_shouldNotBringItBack() {
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(torrent);
        seeder.await("it goes", handle.remove(false));
        seeder.await("nothing happens", handle.recheck());
        seeder.await("nothing happens", handle.resume());
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        seeder.stop();
        seeder.start();
        seeder.resume();
        assertThat(seeder.session().torrents()).isEmpty();
        swarm.stop();
    }

    @Test
    void download_whenAnIncomingPeerTellsAPortThatIsKnown_shouldNotDialItAnyMore() throws Exception {
        SimRuntime leecher = swarm.leecher();
        leecher.add(torrent);
        SimHost host = swarm.host();
        AtomicInteger dialled = new AtomicInteger();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), () -> {
            dialled.incrementAndGet();
            return lowest();
        });
        ScriptedPeer caller = lowest();
        caller.dial(host.transport(), leecher.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(5));
        swarm.tracker.register(torrent.infoHash(), host.endpoint(SimRuntime.PORT));
        swarm.simulation.runFor(Duration.ofSeconds(70));
        caller.send(new Message.Extended(0, "d1:pi6881ee".getBytes(StandardCharsets.US_ASCII)));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        int before = dialled.get();
        assertThat(before).isPositive();
        for (int minute = 0; minute < 10; minute++) {
            caller.send(new Message.KeepAlive());
            swarm.simulation.runFor(Duration.ofMinutes(1));
        }
        assertThat(dialled).hasValue(before);
        swarm.stop();
    }

    /** A peer whose id is lower than any of ours, so that of two connections the one it made stays. */
    private ScriptedPeer lowest() {
        return new ScriptedPeer(
                new Handshake(Handshake.EXTENDED | Handshake.FAST, torrent.infoHash(), PeerId.of(new byte[20])));
    }
}
