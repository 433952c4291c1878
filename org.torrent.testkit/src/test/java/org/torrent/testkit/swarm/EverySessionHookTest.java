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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.hook.SessionHook;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/**
 * A session plugin misbehaves in each of its hooks, on real threads over loopback: the session, its torrents and the plugin
 * beside it go on. The rows of the table are the cases: a new hook is one more.
 */
class EverySessionHookTest {
    private static final int TOGETHER = 12;
    private static final int ROUND_MILLIS = 50;
    private static final int ROUNDS = 1_200;
    private static final int INTERESTED = 8;
    private static final InetSocketAddress NODE = new InetSocketAddress("192.0.2.1", 6881);
    private static final WatchTimes QUICK = new WatchTimes(100_000_000, 250_000_000, 500_000_000, 1_000_000_000);

    private static final TestTorrent TORRENT = TestTorrent.singleFile(33, 4 * 32 * 1024 + 1, 32 * 1024);

    /** Nobody added it; a peer names it, and the good plugin knows it. */
    private static final TestTorrent UNKNOWN = TestTorrent.singleFile(34, 4 * 32 * 1024 + 1, 32 * 1024);

    private static final PluginState STATE = new PluginState(1, new byte[1]);

    private enum Behaviour {
        THROWS,
        MISSES_A_CLASS,
        HANGS,
        BEHAVES
    }

    @TempDir
    Path home;

    private final TcpTransport outside = new TcpTransport(Settings.DEFAULTS);
    private final ExecutorService cases = Executors.newFixedThreadPool(TOGETHER);
    private InetSocketAddress seed;

    @BeforeEach
    void offer() throws IOException {
        seed = ScriptedPeer.listen(
                        outside,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        () -> new SeedPeer(TORRENT, "seed"))
                .address();
    }

    @AfterEach
    void close() {
        cases.shutdownNow();
        outside.close();
    }

    @TestFactory
    Stream<DynamicTest> misbehaviour_inEverySessionHook_shouldHurtNobodyElse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            for (SessionHook hook : SessionHook.values()) {
                Future<?> result = cases.submit(() -> {
                    run(hook, behaviour);
                    return null;
                });
                tests.add(DynamicTest.dynamicTest(hook.label() + " " + behaviour, result::get));
            }
        }
        return tests.stream();
    }

    private void run(SessionHook hook, Behaviour behaviour) throws Exception {
        boolean isOnLoop = hook == SessionHook.NEW_TORRENT || hook == SessionHook.UNCHOKE_PRIORITY;
        WatchTimes times = isOnLoop && behaviour == Behaviour.HANGS ? QUICK : WatchTimes.OFF;
        Machine machine = new Machine(home.resolve(hook.label() + "-" + behaviour), "machine", times);
        CountDownLatch end = new CountDownLatch(1);
        try {
            new Case(machine, hook, behaviour, end).run();
        } finally {
            end.countDown();
            machine.close();
        }
    }

    /** Overrides every hook; takes part in every torrent and connection, so that all of them are called. */
    private static final class Actor {
        private final SessionHook hook; // null for none
        private final Behaviour behaviour;
        private final CountDownLatch end;
        private final Path downloads; // null: it knows no torrent and answers no query
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean hit;
        private final SessionPlugin plugin =
                OneHook.plugin(SessionPlugin.class, this::called, (method, arguments) -> answer(method, arguments));

        Actor(SessionHook hook, Behaviour behaviour, CountDownLatch end, Path downloads) {
            this.hook = hook;
            this.behaviour = behaviour;
            this.end = end;
            this.downloads = downloads;
        }

        private void called(String method) {
            calls.incrementAndGet();
            if (hook != null && method.equals(hook.label())) {
                hit = true;
                misbehave();
            }
        }

        private void misbehave() {
            switch (behaviour) {
                case THROWS -> throw new IllegalStateException("a bug");
                case MISSES_A_CLASS -> throw new NoClassDefFoundError("org/example/Gone");
                case HANGS -> hang();
                default -> {}
            }
        }

        private void hang() {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    continue; // it is one of the deaf
                }
            }
        }

        private Object answer(String method, Object[] arguments) {
            return switch (method) {
                case "newTorrent" ->
                    OneHook.plugin(
                            TorrentPlugin.class,
                            hook -> {},
                            (hook, given) -> hook.equals("newConnection") ? new PeerPlugin() {} : null);
                case "onUnknownTorrent" ->
                    downloads != null && arguments[0].equals(UNKNOWN.infoHash())
                            ? AddTorrent.of(UNKNOWN.metainfo(), downloads).build()
                            : null;
                case "onDhtRequest" -> downloads == null ? null : Verdict.HANDLED;
                case "saveState" -> STATE;
                default -> null;
            };
        }
    }

    private final class Case {
        private final Machine machine;
        private final SessionHook hook;
        private final Behaviour behaviour;
        private final CountDownLatch end;
        private final Actor good;
        private final Actor culprit;
        private final List<ScriptedPeer> interested = new ArrayList<>();
        private ScriptedPeer leech;
        private ScriptedPeer stranger;
        private CompletableFuture<Optional<BencodeDictionary>> query;
        private int answered;

        Case(Machine machine, SessionHook hook, Behaviour behaviour, CountDownLatch end) {
            this.machine = machine;
            this.hook = hook;
            this.behaviour = behaviour;
            this.end = end;
            this.good = new Actor(null, Behaviour.BEHAVES, end, machine.downloads);
            this.culprit = new Actor(hook, behaviour, end, null);
        }

        void run() throws Exception {
            Path file = TestTorrent.path(machine.downloads, UNKNOWN.files().get(0));
            Files.createDirectories(file.getParent());
            Files.write(file, UNKNOWN.payload());
            machine.session.pluginRegistry().addSessionPlugin(good.plugin, origin("good", 1, 0));
            if (hook == SessionHook.LOAD_STATE) {
                precede();
            }
            machine.session.pluginRegistry().addSessionPlugin(culprit.plugin, origin("culprit", 2, 10));
            TorrentHandle torrent = machine.add(TORRENT);
            torrent.connect(List.of(seed));
            if (!isLast()) {
                until("the hook is called", () -> culprit.hit);
                until("it is named", this::isNamed);
            }
            int heard = good.calls.get();
            int before = answered;
            until("the good plugin is called on", () -> good.calls.get() > heard);
            until("it answers queries", () -> answered > before);
            until("the torrent is complete", () -> torrent.snapshot().state() == TorrentState.SEEDING);
            until("the torrent that a peer named is served", () -> machine.session.torrents().stream()
                    .anyMatch(each -> each.id().equals(UNKNOWN.metainfo().id())
                            && each.snapshot().uploadedBytes() >= UNKNOWN.payload().length));
            leaveAndReturn();
        }

        /** One of its key saves what there is to load. */
        private void precede() throws InterruptedException {
            Actor before = new Actor(null, Behaviour.BEHAVES, end, null);
            machine.session.pluginRegistry().addSessionPlugin(before.plugin, origin("culprit", 0, 10));
            until("one is there that saves", () -> before.calls.get() > 0);
            machine.session.pluginRegistry().removeSessionPlugin(before.plugin);
        }

        /** Whether it is called when the plugin leaves. */
        private boolean isLast() {
            return hook == SessionHook.ABORT || hook == SessionHook.SAVE_STATE;
        }

        private boolean isNamed() {
            if (behaviour == Behaviour.BEHAVES) {
                return true;
            }
            return machine.said(
                    "culprit",
                    isLast() && behaviour == Behaviour.HANGS
                            ? "it left while " + hook.label() + " was under way"
                            : hook.label());
        }

        private void leaveAndReturn() throws InterruptedException {
            machine.session.pluginRegistry().removeSessionPlugin(culprit.plugin);
            assertThat(machine.session.plugins())
                    .extracting(PluginSnapshot::bundle)
                    .containsExactly("good");
            if (isLast()) {
                until("the hook is called", () -> culprit.hit);
                until("it is named", this::isNamed);
            }
            int called = culprit.calls.get();
            Actor better = new Actor(hook, Behaviour.BEHAVES, end, null);
            machine.session.pluginRegistry().addSessionPlugin(better.plugin, origin("culprit", 3, 10));
            until("it is called after its return", () -> better.calls.get() > 1);
            assertThat(culprit.calls.get()).as("calls after it left").isEqualTo(called);
        }

        private void until(String what, BooleanSupplier condition) throws InterruptedException {
            for (int left = ROUNDS; !condition.getAsBoolean(); left--) {
                if (left == 0) {
                    throw new AssertionError(
                            "not in " + ROUNDS + " rounds: " + what + "; plugins " + machine.session.plugins());
                }
                round();
                end.await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        /** Peers want what is there, name what is not, and a DHT node is asked. */
        private void round() {
            interested.removeIf(peer -> peer.reason() != null);
            while (interested.size() < INTERESTED) {
                interested.add(dial(new Wishing(interested.size())));
            }
            if (leech == null || leech.reason() != null) {
                leech = dial(new LeechPeer(UNKNOWN, "leech", 4));
            }
            if (stranger == null || stranger.reason() != null) {
                byte[] hash = new byte[InfoHash.LENGTH];
                ThreadLocalRandom.current().nextBytes(hash);
                stranger = dial(new ScriptedPeer(ScriptedPeer.handshake(InfoHash.of(hash), "stranger")));
            }
            if (query == null || query.isDone()) {
                answered += query != null && query.join().isPresent() ? 1 : 0;
                query = machine.session
                        .dhtQueries()
                        .onQuery("ping", NODE, BencodeDictionary.of(Map.of("q", BencodeString.of("ping"))))
                        .toCompletableFuture();
            }
        }

        private ScriptedPeer dial(ScriptedPeer peer) {
            peer.dial(outside, machine.address());
            return peer;
        }
    }

    /** Interested and never satisfied: there are more of them than slots, so that they are drawn. */
    private static final class Wishing extends ScriptedPeer {
        Wishing(int number) {
            super(handshake(TORRENT.infoHash(), "wishing" + number));
        }

        @Override
        protected void onHandshake(Handshake handshake) {
            send(new Message.HaveNone());
            send(new Message.Interested());
        }
    }

    private static PluginOrigin origin(String bundle, long service, int ranking) {
        return new PluginOrigin(
                bundle, "1", service, ranking, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }
}
