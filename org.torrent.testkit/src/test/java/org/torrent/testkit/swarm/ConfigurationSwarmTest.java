package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.session.SessionSettings;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.budget.ConnectionLimits;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Settings that change while torrents run. */
class ConfigurationSwarmTest {
    private static final DialStrategy ALL = new DialStrategy(List.of());
    private static final TorrentSettings TORRENTS = new TorrentSettings(4, 50, true);

    private final TestTorrent torrent = TestTorrent.singleFile(7, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(7, torrent);

    private static SessionSettings settings(
            InetSocketAddress listen, DialStrategy transports, TorrentSettings torrents, BudgetSettings budgets) {
        return new SessionSettings(List.of(listen), transports, 8 << 20, 2, torrents, budgets);
    }

    private TorrentHandle half(SimRuntime leecher) {
        swarm.seeder().add(torrent);
        TorrentHandle download = leecher.add(torrent);
        swarm.simulation.runUntil(
                "a part is there",
                Duration.ofMinutes(5),
                () -> download.snapshot().piecesDone() > 3);
        assertThat(download.snapshot().state()).isEqualTo(TorrentState.DOWNLOADING);
        return download;
    }

    @Test
    void configure_whenTorrentsRun_shouldListenElsewhereAndCloseNothing() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = half(leecher);
        InetSocketAddress other = leecher.host().endpoint(7_000);

        leecher.session().configure(settings(other, ALL, TORRENTS, BudgetSettings.DEFAULTS));
        swarm.simulation.runFor(Duration.ofMillis(1));

        assertThat(leecher.session().listenAddress()).contains(other);
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        assertThat(leecher.alerts("peer_disconnected"))
                .as("before both had everything")
                .allMatch(alert -> alert.message().contains("everything"));
        swarm.stop();
    }

    @Test
    void configure_whenBudgetsChange_shouldCountFromNowOn() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = half(leecher);
        BudgetSettings one = new BudgetSettings(new ConnectionLimits(1, 1, 1, 1, 1, 1), 1, 2 << 20, 2 << 20, 1 << 20);

        leecher.session().configure(settings(leecher.endpoint(), ALL, new TorrentSettings(1, 1, true), one));
        swarm.seeder().add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(10), download);

        assertThat(leecher.alerts("peer_connect")).hasSize(1);
        swarm.stop();
    }

    @Test
    void configure_whenNoTransportIsOfThatKind_shouldSaySoAndGoOnWhenItIsMended() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = half(leecher);

        leecher.session()
                .configure(settings(leecher.endpoint(), DialStrategy.parse("foo"), TORRENTS, BudgetSettings.DEFAULTS));
        swarm.simulation.runFor(Duration.ofSeconds(2));

        assertThat(leecher.alerts("configuration_wrong")).hasSize(1).allSatisfy(alert -> assertThat(alert.details())
                .containsEntry("pid", "org.torrent.session")
                .containsEntry("key", "transports")
                .containsEntry("reason", "there is no transport 'foo', there is tcp"));
        assertThat(download.snapshot().state()).isEqualTo(TorrentState.WAITING);
        assertThat(download.snapshot().reason()).contains("'transports' of the PID org.torrent.session");
        leecher.session().configure(settings(leecher.endpoint(), ALL, TORRENTS, BudgetSettings.DEFAULTS));
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        swarm.stop();
    }
}
