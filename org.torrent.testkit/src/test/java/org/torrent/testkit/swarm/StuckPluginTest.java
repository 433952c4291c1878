package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.torrent.TestTorrent;

/**
 * A plugin hangs a loop in the middle of a peer's messages, on real threads over loopback: the torrent is finished by
 * another loop, and the old one comes back into a life that is over.
 */
class StuckPluginTest {
    private static final TestTorrent TORRENT = TestTorrent.singleFile(3, 2_000_001, 64 * 1024);

    private static final WatchTimes QUICK = new WatchTimes(50_000_000, 100_000_000, 200_000_000, 400_000_000);

    @TempDir
    Path home;

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final List<String> late = new CopyOnWriteArrayList<>();
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private volatile Thread stuck;

    @AfterEach
    void release() {
        mayReturn.countDown();
    }

    /** In its first life it hangs when the peer's extension handshake is there, then uses what it was lent. */
    private TorrentPlugin newTorrent(TorrentContext torrent, Object data) {
        boolean first = lives.incrementAndGet() == 1;
        return new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                return new PeerPlugin() {
                    @Override
                    public boolean onExtensionHandshake(BencodeDictionary handshake) {
                        if (first && stuck == null) {
                            hang();
                            late.add(attempt(torrent::snapshot));
                            late.add(attempt(() -> peer.disconnect("late")));
                        }
                        return true;
                    }
                };
            }
        };
    }

    private void hang() {
        stuck = Thread.currentThread();
        hangs.countDown();
        while (mayReturn.getCount() > 0) {
            try {
                mayReturn.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet(); // and it goes on
            }
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

    private Machine seeder() throws IOException {
        Machine seeder = new Machine(home, "seeder", WatchTimes.OFF);
        Files.write(
                seeder.downloads.resolve(
                        TORRENT.metainfo().files().get(0).path().get(0)),
                TORRENT.payload());
        TorrentHandle seed = seeder.add(TORRENT);
        Waiting.until("it seeds", () -> seed.snapshot().state() == TorrentState.SEEDING);
        return seeder;
    }

    private static PluginOrigin origin(long service) {
        return new PluginOrigin(
                "stuck", "1", service, 0, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }

    @Test
    void watch_whenAHookHangs_shouldNameItGiveUpItsLoopAndFinishElsewhere() throws Exception {
        Machine seeder = seeder();
        Machine leecher = new Machine(home, "leecher", QUICK);
        TorrentPluginFactory factory = this::newTorrent;
        leecher.session.pluginRegistry().addTorrentPluginFactory(factory, origin(1));
        TorrentHandle download = leecher.add(TORRENT);
        download.connect(List.of(seeder.address()));
        Waiting.until(
                "it is complete",
                () -> download.finished().toCompletableFuture().isDone()
                        && download.snapshot().state() == TorrentState.SEEDING);
        assertThat(stuck.isAlive()).isTrue();
        assertThat(interrupts).as("once, before the loop was given up").hasValue(1);
        PluginSnapshot plugin = leecher.session.plugins().get(0);
        assertThat(plugin.state()).isEqualTo(PluginSnapshot.State.QUARANTINED);
        assertThat(plugin.reason()).contains("onExtensionHandshake did not return");
        assertThat(leecher.alerts)
                .extracting(Alert::message)
                .anyMatch(text -> text.contains("(stuck 1): onExtensionHandshake has been running for"))
                .anyMatch(text -> text.contains("its thread is abandoned until the call returns"));

        leecher.session.pluginRegistry().removeTorrentPluginFactory(factory);
        assertThat(leecher.session.plugins()).isEmpty();
        leecher.session.pluginRegistry().addTorrentPluginFactory(factory, origin(2));
        Waiting.until("its return is a new life", () -> lives.get() == 2);

        mayReturn.countDown();
        Waiting.until("the hook tried", () -> late.size() == 2);
        assertThat(late).containsOnly("refused");
        leecher.close();
        seeder.close();
        stuck.join(60_000);
        assertThat(stuck.isAlive()).isFalse();
        assertThat(leecher.session.snapshot().lentBufferBytes()).isZero();
    }

    @Test
    void rebuild_whenAHookHangs_shouldFinishElsewhereAndIgnoreTheOldThread() throws Exception {
        Machine seeder = seeder();
        Machine leecher = new Machine(home, "leecher", WatchTimes.OFF);
        leecher.session
                .pluginRegistry()
                .addTorrentPluginFactory(this::newTorrent, new PluginOrigin("stuck", "1", 1, 0, Map.of()));
        TorrentHandle download = leecher.add(TORRENT);
        download.connect(List.of(seeder.address()));
        hangs.await();
        leecher.session
                .rebuild(download.id(), "a plugin hangs")
                .toCompletableFuture()
                .join();
        Waiting.until(
                "it is complete",
                () -> download.finished().toCompletableFuture().isDone()
                        && download.snapshot().state() == TorrentState.SEEDING);
        assertThat(stuck.isAlive()).isTrue();
        assertThat(lives).hasValue(2);

        mayReturn.countDown();
        Waiting.until("the hook tried", () -> late.size() == 2);
        Waiting.until("the old loop has nothing left to do", () -> stuck.getState() != Thread.State.RUNNABLE);
        assertThat(late).containsOnly("refused");
        assertThat(download.snapshot().state()).isEqualTo(TorrentState.SEEDING);
        leecher.close(); // which ends the old loop too
        seeder.close();
        stuck.join(60_000);
        assertThat(stuck.isAlive()).isFalse();
        assertThat(leecher.alerts).extracting(Alert::what).doesNotContain("plugin_error", "torrent_error");
        assertThat(leecher.session.snapshot().lentBufferBytes()).isZero();
    }
}
