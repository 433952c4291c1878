package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.ext.trackers.TrackersPlugin;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Trackers that peers tell each other of (BEP 28): both ends ours, and a scripted one. */
class TrackerExchangeSwarmTest {
    private static final String[] NAMES = {"lt_trackers", "lt_tex"};
    /** So slow that a transfer takes more than three minutes: peers that both have everything part. */
    private static final long BYTES_PER_SECOND = 20_000;

    private final TestTorrent torrent = TestTorrent.singleFile(1, 4_000_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final SimTracker open = new SimTracker(swarm.simulation, swarm.network, SimTracker.OPEN_HOST);

    private static void deploy(SimRuntime runtime, SessionPlugin plugin, String... names) {
        runtime.session()
                .pluginRegistry()
                .addSessionPlugin(
                        plugin,
                        new PluginOrigin(
                                "test",
                                "1",
                                1,
                                0,
                                Map.of(
                                        PluginProperties.EXTENSION_NAMES,
                                        names,
                                        PluginProperties.ADOPTION,
                                        PluginProperties.ADOPTION_LIVE)));
    }

    private SimRuntime runtime(boolean complete) {
        SimRuntime runtime =
                new SimRuntime(swarm.simulation, swarm.host().bandwidth(BYTES_PER_SECOND, BYTES_PER_SECOND), open);
        swarm.runtimes.add(complete ? runtime.put(torrent) : runtime);
        return runtime.start();
    }

    private TorrentHandle add(SimRuntime runtime, Metainfo metainfo, InetSocketAddress... peers) {
        CompletionStage<TorrentHandle> added = runtime.session()
                .add(AddTorrent.of(
                                metainfo, runtime.path(torrent.files().get(0)).getParent())
                        .peers(List.of(peers))
                        .build());
        runtime.await("the torrent is added", added);
        return added.toCompletableFuture().join();
    }

    private boolean heardFrom(SimRuntime runtime) {
        return open.heard().stream()
                .anyMatch(
                        line -> line.startsWith(runtime.endpoint().getAddress().getHostAddress()));
    }

    @Test
    void leecher_whenASeedKnowsATracker_shouldAnnounceToItToo() {
        SimRuntime seeder = runtime(true);
        SimRuntime leecher = runtime(false);
        deploy(seeder, new TrackersPlugin(), NAMES);
        deploy(leecher, new TrackersPlugin(), NAMES);
        add(seeder, open.named(torrent));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        add(leecher, torrent.metainfo(), seeder.endpoint());
        swarm.simulation.runUntil("the leecher announces", Duration.ofMinutes(1), () -> heardFrom(leecher));
        swarm.stop();
    }

    /** Says that it speaks the extension, sends a message, and keeps what it gets. */
    private static final class Scripted implements SessionPlugin {
        final byte[] message;
        final List<byte[]> heard = new ArrayList<>();
        int offers;

        Scripted(String... urls) {
            StringBuilder text = new StringBuilder("d5:addedl");
            for (String url : urls) {
                text.append(url.length()).append(':').append(url);
            }
            message = text.append("ee").toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
            return new TorrentPlugin() {
                @Override
                public PeerPlugin newConnection(PeerContext peer) {
                    return new Peer(peer);
                }
            };
        }

        private final class Peer implements PeerPlugin {
            private final PeerContext peer;

            Peer(PeerContext peer) {
                this.peer = peer;
            }

            @Override
            public boolean onExtensionHandshake(BencodeDictionary handshake) {
                boolean offered = handshake
                        .dictionary("m")
                        .map(names -> names.integer("lt_tex").orElse(0) != 0)
                        .orElse(false);
                offers += offered ? 1 : 0;
                return true;
            }

            @Override
            public void tick() {
                if (peer.extensionNames().contains("lt_tex")) {
                    peer.send("lt_tex", message);
                }
            }

            @Override
            public Verdict onExtended(int length, int id, byte[] body) {
                if (peer.localId("lt_tex").equals(OptionalInt.of(id))) {
                    heard.add(body);
                    return Verdict.HANDLED;
                }
                return Verdict.PASS;
            }
        }
    }

    @Test
    void seed_whenAPeerSpeaksTheOldName_shouldTellItsTrackerOnce() {
        SimRuntime seeder = runtime(true);
        SimRuntime leecher = runtime(false);
        Scripted scripted = new Scripted();
        deploy(seeder, new TrackersPlugin(), NAMES);
        deploy(leecher, scripted, "lt_tex");
        add(seeder, open.named(torrent));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        add(leecher, torrent.metainfo(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofMinutes(3));
        assertThat(scripted.heard)
                .containsExactly(("d5:addedl" + open.url().length() + ":" + open.url() + "ee")
                        .getBytes(StandardCharsets.US_ASCII));
        swarm.stop();
    }

    @Test
    void bundle_whenItStopsStartsAgainAndIsUpdated_shouldTellPeersOnlyOfTheFirst() {
        ReturningExtension returning = new ReturningExtension(TrackersPlugin::new, NAMES);
        returning.check();
        assertThat(returning.messages()).as("no tracker answered").isZero();
    }

    @Test
    void seed_whenItsTrackerIsInThisHouse_shouldNotTellIt() {
        SimRuntime seeder = new SimRuntime(
                swarm.simulation, swarm.host().bandwidth(BYTES_PER_SECOND, BYTES_PER_SECOND), swarm.tracker);
        swarm.runtimes.add(seeder.put(torrent));
        seeder.start();
        SimRuntime leecher = runtime(false);
        Scripted scripted = new Scripted();
        deploy(seeder, new TrackersPlugin(), NAMES);
        deploy(leecher, scripted, "lt_tex");
        add(seeder, swarm.tracker.named(torrent));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        add(leecher, torrent.metainfo(), seeder.endpoint());
        swarm.simulation.runFor(Duration.ofMinutes(3));
        assertThat(seeder.alerts("tracker_reply")).isNotEmpty();
        assertThat(scripted.heard).isEmpty();
        swarm.stop();
    }

    @Test
    void leecher_whenAPeerNamesTheNetworkOfThisHouse_shouldNotAskThere() {
        SimRuntime seeder = runtime(true);
        SimRuntime leecher = runtime(false);
        deploy(seeder, new Scripted(swarm.tracker.url(), "http://127.0.0.1:8080/announce", "nonsense"), "lt_tex");
        deploy(leecher, new TrackersPlugin(), NAMES);
        add(seeder, torrent.metainfo());
        TorrentHandle download = add(leecher, torrent.metainfo(), seeder.endpoint());
        swarm.awaitComplete(Duration.ofMinutes(8), download);
        assertThat(swarm.tracker.heard()).isEmpty();
        assertThat(leecher.alerts("tracker_error")).hasSizeGreaterThanOrEqualTo(2);
        swarm.stop();
    }

    @Test
    void torrent_whenPrivate_shouldOfferNothingTellNothingAndTakeNothing() throws Exception {
        Metainfo secret = privately();
        SimRuntime seeder = runtime(true);
        SimRuntime leecher = runtime(false);
        Scripted scripted = new Scripted(open.url());
        deploy(seeder, scripted, "lt_tex");
        deploy(leecher, new TrackersPlugin(), NAMES);
        add(seeder, secret);
        TorrentHandle download = add(leecher, secret, seeder.endpoint());
        swarm.awaitComplete(Duration.ofMinutes(8), download);
        assertThat(scripted.offers).isZero();
        assertThat(scripted.heard).isEmpty();
        assertThat(open.heard()).isEmpty();
        swarm.stop();
    }

    private Metainfo privately() throws Exception {
        String file = new String(torrent.torrentFile(), StandardCharsets.ISO_8859_1);
        return MetainfoParser.parse(
                (file.substring(0, file.length() - 2) + "7:privatei1eee").getBytes(StandardCharsets.ISO_8859_1));
    }
}
