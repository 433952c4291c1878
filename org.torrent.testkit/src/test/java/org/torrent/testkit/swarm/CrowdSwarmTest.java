package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.wire.WireLimits;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Crowds that take places and slots and do nothing with them: who comes honestly is served within half a second. */
class CrowdSwarmTest {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final int PLACES = 200;

    static LongStream seeds() {
        return Seeds.all();
    }

    private static TestTorrent torrent(long seed) {
        return TestTorrent.singleFile(seed, 1_500_001, 64 * 1024);
    }

    private static SimRuntime seeder(Swarm swarm) {
        return seeder(swarm, swarm.host());
    }

    private static SimRuntime seeder(Swarm swarm, SimHost host) {
        SimRuntime seeder = new SimRuntime(swarm.simulation, host, swarm.tracker)
                .put(swarm.torrent)
                .settings(new TorrentSettings(20, PLACES, true));
        swarm.runtimes.add(seeder);
        seeder.start();
        seeder.await("it is checked", seeder.add(swarm.torrent).finished());
        return seeder;
    }

    /** Says that it is interested and nothing else. */
    private static ScriptedPeer interested(TestTorrent torrent, int number) {
        return new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), "crowd" + number)) {
            @Override
            protected void onHandshake(Handshake handshake) {
                send(new Message.HaveNone());
                send(new Message.Interested());
            }
        };
    }

    private static List<ScriptedPeer> crowd(Swarm swarm, TestTorrent torrent, SimRuntime at, int hosts, int peers) {
        List<ScriptedPeer> crowd = new ArrayList<>();
        List<SimHost> from = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            from.add(swarm.host());
        }
        for (int i = 0; i < peers; i++) {
            ScriptedPeer peer = interested(torrent, i);
            peer.dial(from.get(i % hosts).transport(), at.endpoint());
            crowd.add(peer);
            if (i % 100 == 99) {
                swarm.simulation.runFor(Duration.ofMillis(200));
            }
        }
        return crowd;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenTwoThousandOfOneAddressAreInterested_shouldServeWhoeverElseComes(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        List<ScriptedPeer> crowd = crowd(swarm, swarm.torrent, seeder, 1, 2_000);
        swarm.simulation.runFor(Duration.ofSeconds(4));
        assertThat(crowd.stream().filter(ScriptedPeer::isOpen)).hasSizeBetween(90, PLACES / 2);
        for (int i = 0; i < 30; i++) {
            assertThat(FirstBlock.of(swarm, seeder, swarm.torrent))
                    .as("peer %d", i)
                    .isLessThan(SOON);
        }
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenTwoThousandOfFiveHundredAddressesAreInterested_shouldServeWhoeverElseComes(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        List<ScriptedPeer> crowd = crowd(swarm, swarm.torrent, seeder, 500, 2_000);
        swarm.simulation.runFor(Duration.ofSeconds(4));
        assertThat(crowd.stream().filter(ScriptedPeer::isOpen)).hasSizeBetween(PLACES - 10, PLACES);
        for (int i = 0; i < 15; i++) {
            assertThat(FirstBlock.of(swarm, seeder, swarm.torrent))
                    .as("peer %d", i)
                    .isLessThan(SOON);
        }
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void session_whenTwoTorrentsAreCrowdedToItsLimit_shouldStillServeTheThird(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        for (int i = 1; i <= 2; i++) {
            TestTorrent crowded = TestTorrent.singleFile(seed + 100 * i, 1_500_001, 64 * 1024);
            seeder.put(crowded);
            seeder.await("it is checked", seeder.add(crowded).finished());
            crowd(swarm, crowded, seeder, 250, 1_000);
        }
        swarm.simulation.runFor(Duration.ofSeconds(4));
        assertThat(seeder.session().connections().connections())
                .isGreaterThan(BudgetSettings.DEFAULTS.connections().connections() / 2);
        for (int i = 0; i < 15; i++) {
            assertThat(FirstBlock.of(swarm, seeder, swarm.torrent))
                    .as("peer %d", i)
                    .isLessThan(SOON);
        }
        swarm.stop();
    }

    /** Asks for all it may once it is unchoked, and reads nothing. */
    private static ScriptedPeer asksAndReadsNothing(TestTorrent torrent, int number) {
        ScriptedPeer peer = new LeechPeer(torrent, "deaf" + number, 0);
        return peer.on(Message.Unchoke.class, unchoke -> {
            peer.stopReading();
            for (int i = 0; i < 30; i++) { // more than its line and the upload window hold
                peer.send(new Message.Request(torrent.layout().block(i % 20, i / 20 % 4)));
            }
        });
    }

    private static List<SimHost> hosts(Swarm swarm, int count) {
        List<SimHost> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hosts.add(swarm.host());
        }
        return hosts;
    }

    /** While the crowd still comes every slot has just been given, and none is unused for long. */
    private static void serveAmong(
            Swarm swarm, SimRuntime seeder, List<SimHost> from, IntFunction<ScriptedPeer> peers) {
        SimHost honest = swarm.host();
        for (int i = 0; i < 400; i++) {
            peers.apply(i).dial(from.get(i % from.size()).transport(), seeder.endpoint());
            if (i % 40 == 39) {
                assertThat(FirstBlock.of(swarm, honest, seeder, swarm.torrent))
                        .as("after %d", i)
                        .isLessThan(SOON);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenACrowdOfFiveAddressesIsJustComing_shouldServeWhoeverComesBetween(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        serveAmong(swarm, seeder, hosts(swarm, 5), number -> interested(swarm.torrent, number));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenACrowdThatAsksAndReadsNothingIsJustComing_shouldServeWhoeverComesBetween(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm, swarm.host().bandwidth(0, 0)); // slots are scarce, not its line
        serveAmong(swarm, seeder, hosts(swarm, 5), number -> asksAndReadsNothing(swarm.torrent, number));
        swarm.stop();
    }

    /** Asks for blocks without end while it is choked. */
    private static ScriptedPeer asksInVain(TestTorrent torrent, int number) {
        return new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), "vain" + number)) {
            @Override
            protected void onHandshake(Handshake handshake) {
                send(new Message.HaveNone());
                for (int i = 0; i < 10_000; i++) {
                    send(new Message.Request(torrent.layout().block(i % 20, i / 20 % 4)));
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenManyAskWithoutEndForWhatTheyAreRefused_shouldAnswerAFewHundredASecond(long seed) {
        int seconds = 10;
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        List<SimHost> from = hosts(swarm, 5);
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ScriptedPeer peer = asksInVain(swarm.torrent, i);
            peer.dial(from.get(i % from.size()).transport(), seeder.endpoint());
            peers.add(peer);
        }
        swarm.simulation.runFor(Duration.ofSeconds(seconds));
        assertThat(FirstBlock.of(swarm, seeder, swarm.torrent)).isLessThan(SOON);
        for (ScriptedPeer peer : peers) {
            assertThat(peer.messages(Message.Reject.class))
                    .hasSizeBetween(
                            TorrentLimits.VAIN_REQUESTS * (seconds - 3),
                            TorrentLimits.VAIN_REQUESTS * (seconds + 3) + WireLimits.TURN_WORK);
            assertThat(peer.isOpen()).isTrue();
        }
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seed_whenALineIsSlow_shouldServeItAlthoughACrowdWantsItsSlot(long seed) {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = seeder(swarm);
        LeechPeer slow = new LeechPeer(swarm.torrent, "slow", 2);
        SimHost line = swarm.host().bandwidth(3_000, 3_000);
        slow.dial(line.transport(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(60));
        int before = slow.missing();
        List<SimHost> from = hosts(swarm, 60);
        for (int i = 0; i < 120; i++) {
            interested(swarm.torrent, i).dial(from.get(i % from.size()).transport(), seeder.endpoint());
            swarm.simulation.runFor(Duration.ofSeconds(1));
        }
        assertThat(slow.messages(Message.Choke.class)).isEmpty();
        assertThat(slow.isOpen()).isTrue();
        assertThat(slow.missing()).isLessThan(before - 15);
        swarm.stop();
    }
}
