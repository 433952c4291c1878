package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** More peers than the session has unchoke slots: no more are served at a time, and every torrent goes on. */
class SlotSwarmTest {
    private static final int TORRENTS = 3;
    private static final int LEECHERS = 3;
    private static final int SLOTS = 4;

    @Test
    void download_whenTheSessionHasFewSlots_shouldServeThatManyAndEveryTorrent() {
        long seed = 1;
        List<TestTorrent> torrents = new ArrayList<>();
        for (int i = 0; i < TORRENTS; i++) {
            torrents.add(TestTorrent.singleFile(seed * 10 + i, 6_000_001, 64 * 1024));
        }
        Swarm swarm = new Swarm(seed, torrents.get(0));
        BudgetSettings shipped = BudgetSettings.DEFAULTS;
        SimRuntime seeder = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .budgets(new BudgetSettings(
                        shipped.connections(),
                        SLOTS,
                        shipped.pendingBytes(),
                        shipped.pendingBytesPerConnection(),
                        shipped.retainedBytes()))
                .start();
        swarm.runtimes.add(seeder);
        torrents.forEach(seeder::put);
        List<TorrentHandle> seeding = torrents.stream().map(seeder::add).toList();
        for (TestTorrent torrent : torrents) {
            for (int i = 0; i < LEECHERS; i++) {
                swarm.leecher().add(torrent);
            }
        }
        swarm.simulation.runFor(Duration.ofSeconds(12)); // the choker looks every ten seconds
        for (int second = 0; second < 4; second++) {
            swarm.simulation.runFor(Duration.ofSeconds(1));
            assertThat(seeding).allMatch(handle -> served(handle) > 0);
            assertThat(seeding.stream().mapToInt(SlotSwarmTest::served).sum()).isLessThanOrEqualTo(SLOTS);
        }
        swarm.runtimes.forEach(SimRuntime::stop);
    }

    private static int served(TorrentHandle seeding) {
        return (int) seeding.peers().stream().filter(peer -> !peer.amChoking()).count();
    }
}
