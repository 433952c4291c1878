package org.torrent.example.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.swarm.SimRuntime;

/** Both ends of a transfer count, and go on counting after an update of the bundle and a restart. */
class AccountingSwarmTest {
    private static final int BYTES = 300_001;

    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimRuntime seeder = new SimRuntime(simulation, network.host("10.0.0.1"), null);
    private final SimRuntime leecher = new SimRuntime(simulation, network.host("10.0.0.2"), null);

    private static Accounting accounting(int clients) {
        Accounting accounting = new Accounting();
        accounting.configure(new AccountingConfiguration() {
            @Override
            public int clients() {
                return clients;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return AccountingConfiguration.class;
            }
        });
        return accounting;
    }

    private static Accounting run(SimRuntime runtime, String version) {
        Accounting accounting = accounting(50);
        runtime.session()
                .pluginRegistry()
                .addSessionPlugin(
                        accounting,
                        new PluginOrigin(
                                "org.torrent.example.accounting",
                                version,
                                1,
                                0,
                                Map.of(
                                        PluginProperties.ADOPTION,
                                        PluginProperties.ADOPTION_LIVE,
                                        "component.name",
                                        Accounting.class.getName())));
        return accounting;
    }

    private void transfer(int number) {
        TestTorrent torrent = TestTorrent.singleFile(number, BYTES, 64 * 1024);
        seeder.put(torrent);
        seeder.await("it is checked", seeder.add(torrent).finished());
        TorrentHandle download = leecher.add(torrent, seeder.endpoint());
        leecher.await("it is complete", download.finished());
        simulation.runFor(Duration.ofSeconds(2));
    }

    private static long sum(Accounting accounting, String word) {
        return accounting.accounts().stream()
                .map(line -> line.replaceAll(".*" + word + " (\\d+).*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void accounts_whenTheBundleIsUpdatedAndTheSessionRestarts_shouldBeCountedOn() {
        seeder.start();
        leecher.start();
        Accounting sending = run(seeder, "1");
        Accounting receiving = run(leecher, "1");
        transfer(1);
        assertThat(sum(sending, "sent")).isEqualTo(BYTES);
        assertThat(sum(receiving, "received")).isEqualTo(BYTES);

        leecher.session().pluginRegistry().removeSessionPlugin(receiving);
        Accounting updated = run(leecher, "2");
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(updated.accounts()).isEqualTo(receiving.accounts());
        transfer(2);
        assertThat(sum(updated, "received")).isEqualTo(2 * BYTES);

        leecher.stop();
        leecher.start();
        Accounting again = run(leecher, "2");
        simulation.runFor(Duration.ofSeconds(1));
        leecher.resume();
        transfer(3);
        assertThat(sum(again, "received")).isEqualTo(3 * BYTES);
        leecher.stop();
        seeder.stop();
    }

    @Test
    void add_whenThereAreManyClients_shouldCountTheRestTogether() {
        Accounting accounting = accounting(2);
        for (String client : new String[] {"a", "b\n", "c", "d", "a"}) {
            accounting.add(client, new Account(1, 2));
        }
        assertThat(accounting.accounts())
                .containsExactly(
                        "a: sent 2, received 4 bytes",
                        "b?: sent 1, received 2 bytes",
                        "others: sent 2, received 4 bytes");
        Accounting later = accounting(2);
        later.loadState(accounting.saveState());
        assertThat(later.accounts()).isEqualTo(accounting.accounts());
    }

    @Test
    void loadState_whenALaterVersionSavedIt_shouldRefuse() {
        PluginState state = new PluginState(2, new byte[0]);
        assertThatThrownBy(() -> accounting(1).loadState(state)).hasMessageContaining("version 2");
    }
}
