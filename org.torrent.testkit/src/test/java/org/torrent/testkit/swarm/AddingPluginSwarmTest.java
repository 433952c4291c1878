package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.model.TorrentId;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A plugin that adds a torrent, and reads what the session does and is configured to do. */
class AddingPluginSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<Object> given = new ArrayList<>();

    /** Adds the torrent when it arrives. */
    private final class Adding implements SessionPlugin {
        private SessionContext session;
        private CompletableFuture<TorrentId> added;

        @Override
        public void added(SessionContext context) {
            session = context;
            added = context.addTorrent(AddTorrent.of(swarm.tracker.named(torrent), SimRuntime.DOWNLOADS)
                            .userData("mine")
                            .build())
                    .toCompletableFuture();
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
            given.add(Optional.ofNullable(userData));
            return new TorrentPlugin() {};
        }
    }

    @Test
    void addTorrent_whenAPluginArrives_shouldDownloadItAndTellThePlugin() {
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .settings(new TorrentSettings(3, 40, true))
                .start();
        swarm.runtimes.add(leecher);
        Adding plugin = new Adding();
        leecher.session()
                .pluginRegistry()
                .addSessionPlugin(plugin, new PluginOrigin("adding", "1", 1, 0, Map.of("torrent.adoption", "live")));
        swarm.simulation.runUntil(
                "it is added", Duration.ofMinutes(1), () -> plugin.added != null && plugin.added.isDone());
        assertThat(plugin.added.join()).isEqualTo(torrent.metainfo().id());
        TorrentHandle handle = leecher.session().torrents().get(0);
        swarm.awaitComplete(Duration.ofMinutes(5), handle);
        assertThat(given).containsExactly(Optional.of("mine"));
        assertThat(plugin.session.torrents()).hasSize(1);
        assertThat(plugin.session.snapshot().torrents()).isEqualTo(1);
        assertThat(plugin.session.snapshot().downloadedBytes()).isPositive();
        assertThat(plugin.session.configuration())
                .containsEntry("unchoke.slots", 3)
                .containsEntry("max.peers", 40)
                .containsEntry("fast", true);

        leecher.session().pluginRegistry().removeSessionPlugin(plugin);
        swarm.simulation.runFor(Duration.ofSeconds(3));
        assertThatThrownBy(() -> plugin.session.snapshot()).isInstanceOf(IllegalStateException.class);
        Adding next = new Adding();
        leecher.session()
                .pluginRegistry()
                .addSessionPlugin(next, new PluginOrigin("next", "1", 2, 0, Map.of("torrent.adoption", "live")));
        swarm.simulation.runFor(Duration.ofSeconds(3));
        assertThat(given).as("what one gave left with it").containsExactly(Optional.of("mine"), Optional.empty());
        swarm.stop();
    }
}
