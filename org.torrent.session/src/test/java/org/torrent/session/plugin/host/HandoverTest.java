package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.spi.runtime.EventLoop;

/** A successor takes over under fire, with real threads: each message of a peer's is answered, by the one it came to. */
@Timeout(60)
class HandoverTest {
    private static final int THEIR_ID = 4;

    private final SystemClock clock = new SystemClock();
    private final PlatformThreads threads = new PlatformThreads(clock);
    private final EventLoop session = threads.newLoop("session");
    private final EventLoop loop = threads.newLoop("torrent");
    private final PluginRuntime registry = new PluginRuntime(
            threads,
            clock,
            World.session(session),
            World.alerts(clock, threads, alert -> {}),
            () -> null,
            null,
            PluginLimits.defaults());
    private final PluginsOfTorrent torrent = registry.open(new LoopTorrent(loop));
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private long services;

    @BeforeEach
    void begin() {
        registry.switches(PluginSwitches.NONE);
    }

    @AfterEach
    void end() {
        mayAnswer.countDown();
        registry.close();
        assertThat(session.shutdown(60_000)).isTrue();
        assertThat(loop.shutdown(60_000)).isTrue();
    }

    /** It says who it is, and what it answers. */
    private final class Answering extends Recorder {
        private final String version;
        private final CountDownLatch called = new CountDownLatch(1);

        Answering(String version) {
            super("asked");
            this.version = version;
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            called.countDown();
            Latches.await(mayAnswer, 60_000);
            String answer = version + " to " + new String(payload, StandardCharsets.US_ASCII);
            return Optional.of(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private PluginPresence expect(long bundle, Answering plugin) {
        Map<String, Object> properties = Map.of("component.name", "asked", "service.bundleid", bundle);
        PluginOrigin origin = new PluginOrigin("org.example", "1", ++services, 0, properties);
        PluginPresence presence = registry.expect(PluginKind.EXTENSION, origin, PluginService.of(plugin));
        registry.settled().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        return presence;
    }

    private FakePeer connect() {
        FakePeer[] made = new FakePeer[1];
        run(() -> {
            torrent.start();
            made[0] = FakePeer.connect(torrent);
            made[0].onSent = message -> answers.add(new String(message.body(), StandardCharsets.US_ASCII));
        });
        BencodeDictionary names = BencodeDictionary.of(Map.of("asked", BencodeInteger.of(THEIR_ID)));
        receive(made[0], 0, BencodeEncoder.encode(BencodeDictionary.of(Map.of("m", names))));
        return made[0];
    }

    private void receive(FakePeer peer, int id, byte[] body) {
        run(() -> {
            try {
                peer.extensions.onExtended(id, body);
            } catch (ExtensionProtocolException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void run(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            task.run();
            done.countDown();
        });
        Latches.await(done, 60_000);
    }

    private void ask(FakePeer peer, String question) {
        receive(peer, 10, question.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void leave_whenMessagesWait_shouldAnswerThemAllAndGoOnWithTheNext() throws InterruptedException {
        Answering first = new Answering("first");
        PluginPresence older = expect(7, first);
        expect(9, new Answering("second"));
        FakePeer peer = connect();
        ask(peer, "a");
        ask(peer, "b");
        first.called.await();
        Thread stop = new Thread(older::leave, "bundle-stop");
        stop.start();
        while (registry.snapshot().size() > 1) { // until the other one has its place
            Thread.onSpinWait();
        }
        run(() -> {}); // the torrent has followed
        ask(peer, "c");
        mayAnswer.countDown();
        stop.join();
        ask(peer, "d");
        List<String> all = List.of(next(), next(), next(), next());
        assertThat(all).containsExactlyInAnyOrder("first to a", "first to b", "second to c", "second to d");
        assertThat(all.indexOf("first to a")).isLessThan(all.indexOf("first to b"));
        assertThat(peer.handshakes()).hasSize(1);
    }

    private String next() throws InterruptedException {
        return answers.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void leave_whenTheConnectionEndsMeanwhile_shouldSendNothingToIt() throws InterruptedException {
        Answering first = new Answering("first");
        PluginPresence older = expect(7, first);
        expect(9, new Answering("second"));
        FakePeer peer = connect();
        ask(peer, "a");
        first.called.await();
        Thread stop = new Thread(older::leave, "bundle-stop");
        stop.start();
        while (registry.snapshot().size() > 1) {
            Thread.onSpinWait();
        }
        run(() -> peer.extensions.onDisconnect("bye"));
        mayAnswer.countDown();
        stop.join();
        run(() -> {}); // its answer was before that
        assertThat(answers).isEmpty();
    }
}
