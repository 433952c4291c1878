package org.torrent.example.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.swarm.SimRuntime;

/** A seeder with the policy, and a client that it blocks for a while. */
class ClientPolicySwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 300_001, 64 * 1024);
    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final ClientPolicy policy = new ClientPolicy();

    private static ClientPolicyConfiguration configuration(boolean show, String... clients) {
        return new ClientPolicyConfiguration() {
            @Override
            public String[] blocked_clients() {
                return clients;
            }

            @Override
            public boolean show_verdicts() {
                return show;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ClientPolicyConfiguration.class;
            }
        };
    }

    private SimRuntime runtime(String host) {
        return new SimRuntime(simulation, network.host(host), null);
    }

    private SimRuntime seeder() {
        SimRuntime seeder = runtime("10.0.0.1").put(torrent).start();
        seeder.session()
                .pluginRegistry()
                .addTorrentPluginFactory(
                        policy,
                        new PluginOrigin(
                                "org.torrent.example.clientpolicy",
                                "1",
                                1,
                                0,
                                Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE)));
        seeder.await("it is checked", seeder.add(torrent).finished());
        return seeder;
    }

    @Test
    void onRequest_whenTheClientMatches_shouldBlockItUntilTheConfigurationSaysOtherwise() {
        policy.configure(configuration(true, "other *", "*TORRENT*"));
        SimRuntime seeder = seeder();
        SimRuntime leecher = runtime("10.0.0.2").start();
        TorrentHandle download = leecher.add(torrent, seeder.endpoint());
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(download.snapshot().piecesDone()).isZero();
        assertThat(seeder.alerts("client_policy")).isNotEmpty().allSatisfy(alert -> assertThat(alert.message())
                .contains("blocked")
                .contains("10.0.0.2"));

        policy.configure(configuration(true, "other *"));
        leecher.await("it is complete", download.finished());
        assertThat(leecher.holds(torrent)).isTrue();
        leecher.stop();
        seeder.stop();
    }

    @Test
    void onRequest_whenVerdictsAreNotShown_shouldBlockSilently() {
        policy.configure(configuration(false, "*"));
        SimRuntime seeder = seeder();
        SimHost host = network.host("10.0.0.3");
        LeechPeer leech = new LeechPeer(torrent, "leech", 4);
        leech.dial(host.transport(), seeder.endpoint());
        simulation.runFor(Duration.ofSeconds(30));
        assertThat(leech.missing()).isPositive();
        assertThat(leech.pieces()).isEmpty();
        assertThat(seeder.alerts("client_policy")).isEmpty();
        seeder.stop();
    }

    @Test
    void blocks_whenAPatternHasStars_shouldMatchAnyTextThere() {
        Rules rules = Rules.of(configuration(true, "Greedy*2.?", "ends with *"));
        assertThat(rules.blocks("greedy client 2.?")).isTrue();
        assertThat(rules.blocks("Greedy 2.1")).isFalse();
        assertThat(rules.blocks("ends with ")).isTrue();
        assertThat(rules.blocks("")).isFalse();
    }
}
