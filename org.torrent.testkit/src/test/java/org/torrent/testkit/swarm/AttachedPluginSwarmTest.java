package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Plugins that were given to one torrent, by the session's public methods, in real transfers. */
class AttachedPluginSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 300_001, 64 * 1024);
    private final TestTorrent other = TestTorrent.singleFile(2, 200_001, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    /** What it saw of all torrents that asked it. */
    private static final class Watcher implements TorrentPluginFactory, TorrentPlugin {
        final List<TorrentId> torrents = new ArrayList<>();
        final List<Object> userData = new ArrayList<>();
        final TreeSet<Integer> passed = new TreeSet<>();
        int connections;

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object data) {
            torrents.add(context.id());
            userData.add(data);
            return this;
        }

        @Override
        public PeerPlugin newConnection(PeerContext peer) {
            connections++;
            return null;
        }

        @Override
        public void onPiecePass(int piece) {
            passed.add(piece);
        }
    }

    private SimRuntime seeding() {
        SimRuntime seeder = swarm.seeder().put(other);
        seeder.add(torrent);
        seeder.add(other);
        return seeder;
    }

    private void finish(TorrentHandle... downloads) {
        for (TorrentHandle download : downloads) {
            swarm.simulation.runUntil("it is complete", Duration.ofMinutes(10), () -> download.finished()
                    .toCompletableFuture()
                    .isDone());
        }
    }

    private static List<String> kinds(SimRuntime runtime) {
        return runtime.session().plugins().stream().map(PluginSnapshot::kind).toList();
    }

    @Test
    void attach_whenTwoTorrentsRun_shouldFireHooksOfOneOnly() throws Exception {
        seeding();
        SimRuntime leecher = swarm.leecher();
        TorrentHandle first = leecher.add(torrent);
        TorrentHandle second = leecher.add(other);
        Watcher watcher = new Watcher();
        AutoCloseable attached = leecher.session().attach(first, watcher, "data");
        finish(first, second);
        assertThat(watcher.torrents).containsExactly(first.id());
        assertThat(watcher.userData).containsExactly("data");
        assertThat(watcher.passed).containsExactly(0, 1, 2, 3, 4);
        assertThat(watcher.connections).isPositive();
        assertThat(kinds(leecher)).containsExactly("attached");
        attached.close();
        assertThat(kinds(leecher)).isEmpty();
        swarm.stop();
    }

    @Test
    void attachments_whenATorrentIsAdded_shouldSeeItFromTheStart() {
        seeding();
        SimRuntime leecher = swarm.leecher();
        Watcher watcher = new Watcher();
        Watcher general = new Watcher();
        leecher.session()
                .pluginRegistry()
                .addTorrentPluginFactory(general, new PluginOrigin("general", "1", 1, 0, Map.of()));
        TorrentHandle first = leecher.addWith(torrent, "of the torrent", new TorrentAttachment(watcher, 7));
        TorrentHandle second = leecher.add(other);
        finish(first, second);
        assertThat(watcher.userData).containsExactly(7);
        assertThat(watcher.passed).hasSize(5);
        assertThat(general.userData).containsExactly("of the torrent", null);
        Watcher late = new Watcher();
        leecher.addWith(torrent, null, new TorrentAttachment(late, null));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(late.torrents).as("it was there already").containsExactly(first.id());
        leecher.stop();
        leecher.start();
        leecher.resume();
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(leecher.session().torrents()).hasSize(2);
        assertThat(watcher.torrents).as("a restart forgets it").hasSize(1);
        swarm.stop();
    }

    @Test
    void remove_whenATorrentHadAttachments_shouldRetainNeitherThemNorTheirUserData() {
        seeding();
        SimRuntime leecher = swarm.leecher();
        List<WeakReference<?>> gone = new ArrayList<>();
        TorrentHandle download = use(leecher, gone);
        leecher.await("it is removed", download.remove(false));
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(kinds(leecher)).isEmpty();
        for (int i = 0; i < 50 && gone.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
        }
        assertThat(gone).hasSize(4).allMatch(one -> one.get() == null);
        assertThatThrownBy(() -> leecher.session().attach(download, new Watcher(), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no torrent " + download.id());
        swarm.stop();
    }

    private TorrentHandle use(SimRuntime leecher, List<WeakReference<?>> gone) {
        Watcher added = new Watcher();
        Watcher attached = new Watcher();
        Object one = new Object();
        Object two = new Object();
        TorrentHandle download = leecher.addWith(torrent, null, new TorrentAttachment(added, one));
        leecher.session().attach(download, attached, two);
        finish(download);
        assertThat(added.userData).containsExactly(one);
        assertThat(attached.userData).containsExactly(two);
        for (Object any : List.of(added, attached, one, two)) {
            gone.add(new WeakReference<>(any));
        }
        return download;
    }

    @Test
    void add_whenAnAttachmentIsNone_shouldBeRefusedAndNamed() {
        SimRuntime leecher = swarm.leecher();
        AddTorrent odd = AddTorrent.of(torrent.metainfo(), Path.of("/home/downloads"))
                .attachments(List.of("odd"))
                .build();
        assertThatThrownBy(() -> leecher.session().add(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TorrentAttachment, not a java.lang.String");
        assertThat(leecher.session().torrents()).isEmpty();
        swarm.stop();
    }
}
