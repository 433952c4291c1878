package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Shipped sessions with shipped nodes of the DHT, and no tracker. */
class DhtSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final SimRuntime router = runtime();

    private SimRuntime runtime(InetSocketAddress... begins) {
        SimRuntime runtime = new SimRuntime(swarm.simulation, swarm.host(), null).dhtBegins(begins);
        swarm.runtimes.add(runtime);
        return runtime;
    }

    private SimRuntime seeder() {
        SimRuntime seeder = runtime(router.endpoint()).put(torrent).start();
        seeder.add(torrent);
        return seeder;
    }

    private static int nodes(SimRuntime runtime) {
        return runtime.dht()
                .view()
                .node()
                .map(node -> node.tables().get(0).nodes())
                .orElse(0);
    }

    private static int announced(SimRuntime runtime) {
        return runtime.dht().view().node().map(node -> node.torrents()).orElse(0);
    }

    private static long searches(SimRuntime runtime) {
        return runtime.dht().view().node().map(node -> node.finished()).orElse(0L);
    }

    private void complete(TorrentHandle download) {
        swarm.simulation.runUntil("the download is complete", Duration.ofMinutes(40), () -> download.finished()
                .toCompletableFuture()
                .isDone());
    }

    @Test
    void search_whenNobodyIsNamed_shouldFindTheSeederByTheDhtAlone() {
        router.start();
        seeder();
        SimRuntime leecher = runtime(router.endpoint()).start();
        TorrentHandle download = leecher.add(torrent);
        complete(download);
        assertThat(leecher.holds(torrent)).isTrue();
        assertThat(leecher.alerts("peer_connect")).isNotEmpty();
        swarm.stop();
    }

    @Test
    void search_whenTheDhtIsReplacedMeanwhile_shouldGoOnWithTheNextOne() {
        router.start();
        SimRuntime seeder = seeder();
        SimRuntime leecher = runtime(router.endpoint()).start();
        TorrentHandle download = leecher.add(torrent);
        leecher.replaceDht(Duration.ofSeconds(1));
        seeder.replaceDht(Duration.ofSeconds(1));
        complete(download);
        swarm.stop();
    }

    @Test
    void restart_whenTheRouterIsGone_shouldBeginAtWhatIsRemembered() {
        router.start();
        SimRuntime seeder = seeder();
        SimRuntime other = runtime(router.endpoint()).start();
        swarm.simulation.runUntil(
                "both know each other", Duration.ofMinutes(2), () -> nodes(other) >= 2 && nodes(seeder) >= 2);
        other.stop();
        router.stop();
        swarm.runtimes.remove(router);
        other.dhtBegins().start();
        swarm.simulation.runUntil("it knows somebody", Duration.ofMinutes(2), () -> nodes(other) >= 1);
        complete(other.add(torrent));
        swarm.stop();
    }

    @Test
    void port_whenPeersMeet_shouldBringTheirNodesTogether() {
        router.start();
        SimRuntime seeder = seeder();
        SimRuntime lonely = runtime().start();
        swarm.simulation.runUntil(
                "both have nodes",
                Duration.ofMinutes(1),
                () -> lonely.dht().port() > 0 && seeder.dht().port() > 0);
        complete(lonely.add(torrent, seeder.endpoint()));
        swarm.simulation.runUntil("its node knows another one", Duration.ofMinutes(2), () -> nodes(lonely) > 0);
        swarm.stop();
    }

    @Test
    void magnet_whenItsMetadataIsUnknown_shouldBeLookedForAndNotAnnounced() throws Exception {
        router.start();
        SimRuntime leecher = runtime(router.endpoint()).start();
        MagnetLink link = MagnetLink.parse("magnet:?xt=urn:btih:" + torrent.infoHash());
        leecher.await(
                "it is added",
                leecher.session().add(AddTorrent.of(link, SimRuntime.DOWNLOADS).build()));
        swarm.simulation.runUntil("it was looked for", Duration.ofMinutes(5), () -> searches(leecher) >= 2);
        assertThat(announced(router)).isZero();
        seeder();
        swarm.simulation.runUntil("a torrent is announced", Duration.ofMinutes(5), () -> announced(router) == 1);
        swarm.stop();
    }

    @Test
    void onDhtRequest_whenARealNodeIsAsked_shouldAnswerInItsPlace() {
        List<String> asked = new ArrayList<>();
        router.start();
        router.session()
                .pluginRegistry()
                .addSessionPlugin(
                        new SessionPlugin() {
                            @Override
                            public Verdict onDhtRequest(
                                    String query,
                                    InetSocketAddress source,
                                    BencodeDictionary message,
                                    Map<String, BencodeValue> response) {
                                asked.add(query);
                                return query.equals("get_peers") ? Verdict.HANDLED : Verdict.PASS;
                            }
                        },
                        new PluginOrigin("answering", "1", 1, 0, Map.of()));
        SimRuntime seeder = seeder();
        swarm.simulation.runUntil("the plugin was asked", Duration.ofMinutes(5), () -> asked.contains("get_peers"));
        swarm.simulation.runUntil("the search ended", Duration.ofMinutes(2), () -> searches(seeder) >= 1);
        assertThat(asked).contains("find_node");
        assertThat(announced(router)).as("the plugin gave no token").isZero();
        swarm.stop();
    }
}
