package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.spi.runtime.EventLoop;

/** A loop hangs in a hook; its torrent goes on with another loop, and the old one does no harm when it comes back. */
class StuckLoopTest {
    private final SystemClock clock = new SystemClock();
    private final PlatformThreads threads = new PlatformThreads(clock);
    private final EventLoop session = threads.newLoop("session");
    private final EventLoop stuck = threads.newLoop("stuck");
    private final EventLoop other = threads.newLoop("other");
    private final PluginRuntime runtime = new PluginRuntime(
            threads,
            clock,
            World.session(session),
            World.alerts(clock, threads, alert -> {}),
            () -> null,
            null,
            PluginLimits.defaults());
    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    @BeforeEach
    void begin() {
        runtime.switches(PluginSwitches.NONE);
    }

    @AfterEach
    void end() {
        mayReturn.countDown();
        runtime.close();
        for (EventLoop loop : List.of(session, stuck, other)) {
            assertThat(loop.shutdown(60_000)).isTrue();
        }
    }

    /** Hangs in the first {@code onHave}, then tries to do something with what it was lent. */
    private TorrentPlugin newTorrent(TorrentContext torrent, Object data) {
        calls.add("newTorrent");
        return new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                calls.add("newConnection");
                return new PeerPlugin() {
                    @Override
                    public Verdict onHave(int piece) {
                        calls.add("onHave " + piece);
                        if (piece == 0) {
                            hang();
                            calls.add(attempt(torrent::snapshot));
                            calls.add(attempt(() -> peer.disconnect("late")));
                        }
                        return Verdict.HANDLED;
                    }
                };
            }
        };
    }

    private void hang() {
        try {
            mayReturn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String attempt(Runnable action) {
        try {
            action.run();
            return "it worked";
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    private String next() throws InterruptedException {
        String call = calls.poll(60, TimeUnit.SECONDS);
        return call == null ? "nothing" : call;
    }

    /** Opens the torrent on a loop; one peer says that it has the piece. */
    private PluginsOfTorrent open(EventLoop loop, int piece) {
        PluginsOfTorrent torrent = runtime.open(new LoopTorrent(loop));
        loop.execute(() -> {
            torrent.start();
            FakePeer peer = FakePeer.connect(torrent);
            calls.add(attempt(() -> peer.extensions.received(new Message.Have(piece))));
            calls.add(attempt(() -> peer.extensions.received(new Message.Have(piece))));
        });
        return torrent;
    }

    @Test
    void orphan_whenTheLoopHangs_shouldLetTheTorrentGoOnElsewhere() throws Exception {
        runtime.addTorrentPluginFactory(this::newTorrent, new PluginOrigin("b", "1", 1, 0, Map.of()));
        runtime.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
        PluginsOfTorrent first = open(stuck, 0);
        assertThat(List.of(next(), next(), next())).containsExactly("newTorrent", "newConnection", "onHave 0");
        first.orphan();
        open(other, 1);
        assertThat(List.of(next(), next(), next(), next(), next(), next()))
                .containsExactly("newTorrent", "newConnection", "onHave 1", "it worked", "onHave 1", "it worked");
        mayReturn.countDown();
        assertThat(List.of(next(), next())).as("what the late hook tried").containsExactly("refused", "refused");
        assertThat(List.of(next(), next()))
                .as("what the old loop goes on with")
                .containsExactly("it worked", "refused");
        assertThat(calls).isEmpty();
    }
}
