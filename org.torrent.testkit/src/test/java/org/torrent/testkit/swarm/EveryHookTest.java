package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.AddTorrent;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.hook.Hook;
import org.torrent.session.plugin.hook.PeerHook;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.hook.SentHook;
import org.torrent.session.plugin.hook.TorrentHook;
import org.torrent.spi.transport.Listener;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/**
 * A full plugin misbehaves, in every hook that loops call and in every way, on real threads over loopback. The rows of the
 * tables are the cases: a new hook is one more.
 */
class EveryHookTest {
    private static final int TOGETHER = 12;

    private static final TestTorrent TORRENT = TestTorrent.singleFile(31, 4 * 32 * 1024 + 1, 32 * 1024);
    private static final TestTorrent NEIGHBOUR = TestTorrent.singleFile(32, 4 * 32 * 1024 + 1, 32 * 1024);

    @TempDir
    Path home;

    private final TcpTransport outside = new TcpTransport(Settings.DEFAULTS);
    private final ExecutorService cases = Executors.newFixedThreadPool(TOGETHER);
    private final List<Listener> seeds = new ArrayList<>();

    private Listener liar;

    @BeforeEach
    void offer() throws IOException {
        liar = ScriptedPeer.listen(
                outside, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> new SeedPeer(TORRENT, "liar")
                        .corrupting(block -> true));
        for (TestTorrent torrent : List.of(TORRENT, NEIGHBOUR)) {
            seeds.add(ScriptedPeer.listen(
                    outside,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    () -> new SeedPeer(torrent, "seed")));
        }
    }

    /** The cases ran: each test waits for its own, and the last one is over before this. */
    @AfterEach
    void close() {
        cases.shutdownNow();
        outside.close();
    }

    private static List<Hook> hooks() {
        return Stream.<Hook[]>of(TorrentHook.values(), PeerHook.values(), ReceivedHook.values(), SentHook.values())
                .flatMap(Stream::of)
                .filter(hook -> hook != SentHook.PORT) // nobody sends it while there is no DHT node
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> misbehaviour_inEveryHook_shouldHurtNobodyElse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Misbehaviour behaviour : Misbehaviour.values()) {
            for (Hook hook : hooks()) {
                String name = hook.contract().getSimpleName() + "." + hook.label() + " " + behaviour;
                Future<?> result = cases.submit(() -> {
                    run(name, hook, behaviour);
                    return null;
                });
                tests.add(DynamicTest.dynamicTest(name, result::get));
            }
        }
        return tests.stream();
    }

    private void run(String name, Hook hook, Misbehaviour behaviour) throws Exception {
        Machine machine = new Machine(home.resolve(name.replace(' ', '-')), "machine", behaviour.times());
        Culprit culprit = new Culprit(hook, behaviour, TORRENT.metainfo().id(), machine);
        try {
            new Case(machine, hook, behaviour, culprit).run();
        } finally {
            culprit.release();
            machine.close();
        }
    }

    private final class Case {
        private final Machine machine;
        private final Hook hook;
        private final Misbehaviour behaviour;
        private final Culprit culprit;
        private final GoodPlugin good = new GoodPlugin(TORRENT.metainfo().id());

        Case(Machine machine, Hook hook, Misbehaviour behaviour, Culprit culprit) {
            this.machine = machine;
            this.hook = hook;
            this.behaviour = behaviour;
            this.culprit = culprit;
        }

        void run() throws Exception {
            machine.session.pluginRegistry().addTorrentPluginFactory(good, origin("good", 1, 0));
            machine.session.pluginRegistry().addTorrentPluginFactory(culprit, origin("culprit", 2, 10));
            TorrentHandle torrent =
                    machine.add(AddTorrent.of(MagnetLink.of(TORRENT.metainfo().id()), machine.downloads)
                            .build());
            TorrentHandle neighbour = machine.add(NEIGHBOUR);
            Traffic traffic = new Traffic(
                    machine,
                    outside,
                    TORRENT,
                    torrent,
                    good,
                    liar.address(),
                    seeds.get(0).address());
            traffic.until("the hook is called", culprit, culprit::isHit);
            int heard = good.calls();
            traffic.until("the good plugin is called on", culprit, () -> good.calls() > heard);
            traffic.until("it is named", culprit, () -> !behaviour.isNamed() || machine.said("culprit", hook.label()));
            traffic.calm();
            neighbour.connect(List.of(seeds.get(1).address()));
            traffic.until("the neighbour is complete", culprit, () -> isComplete(neighbour));
            traffic.until("it is complete", culprit, () -> isComplete(torrent));
            assertStored(TORRENT);
            assertStored(NEIGHBOUR);
            leaveAndReturn(traffic);
        }

        private void leaveAndReturn(Traffic traffic) throws Exception {
            machine.session.pluginRegistry().removeTorrentPluginFactory(culprit);
            assertThat(machine.session.plugins())
                    .extracting(PluginSnapshot::bundle)
                    .containsExactly("good");
            int called = culprit.calls();
            Culprit better =
                    new Culprit(hook, Misbehaviour.BEHAVES, TORRENT.metainfo().id(), machine);
            machine.session.pluginRegistry().addTorrentPluginFactory(better, origin("culprit", 3, 10));
            traffic.until("it is called after its return", culprit, () -> better.calls() > 0);
            assertThat(culprit.calls()).as("calls after it left").isEqualTo(called);
        }

        private boolean isComplete(TorrentHandle handle) {
            return handle.finished().toCompletableFuture().isDone()
                    && handle.snapshot().state() == TorrentState.SEEDING;
        }

        private void assertStored(TestTorrent torrent) throws IOException {
            Path file = TestTorrent.path(machine.downloads, torrent.files().get(0));
            assertThat(Files.readAllBytes(file)).isEqualTo(torrent.payload());
        }
    }

    private static PluginOrigin origin(String bundle, long service, int ranking) {
        return new PluginOrigin(
                bundle, "1", service, ranking, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }
}
