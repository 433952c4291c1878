package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A full plugin names trackers and peers, as tracker exchange and PEX do, and asks who came and went. */
class NamingSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(3, 300_001, 64 * 1024);
    private final Swarm swarm = new Swarm(3, torrent, SimTracker.OPEN_HOST);
    private TorrentContext context;

    private void watch(SimRuntime runtime) {
        runtime.session()
                .pluginRegistry()
                .addTorrentPluginFactory(
                        (torrent, data) -> {
                            context = torrent;
                            return new TorrentPlugin() {};
                        },
                        new PluginOrigin("naming", "1", 1, 0, Map.of()));
    }

    private TorrentHandle add(SimRuntime runtime, Metainfo metainfo) {
        CompletableFuture<TorrentHandle> added = runtime.session()
                .add(AddTorrent.of(metainfo, Path.of("/home/downloads")).build())
                .toCompletableFuture();
        runtime.await("it is added", added);
        return added.join();
    }

    private PeerChanges peersSince(SimRuntime runtime, long mark) {
        return peersSince(context, runtime, mark);
    }

    private static PeerChanges peersSince(TorrentContext asked, SimRuntime runtime, long mark) {
        CompletableFuture<PeerChanges> answer = new CompletableFuture<>();
        asked.execute(() -> answer.complete(asked.peersSince(mark)));
        runtime.await("it was asked", answer);
        return answer.join();
    }

    private String announceUrl() {
        return swarm.tracker.url();
    }

    @Test
    void addTrackers_whenATorrentHasNone_shouldAskThemAndFindPeers() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        watch(leecher);
        TorrentHandle download = add(leecher, withoutTrackers());
        swarm.simulation.runFor(Duration.ofSeconds(5));
        CompletableFuture<Integer> added = context.addTrackers(
                        List.of("gopher://t.test/", announceUrl(), announceUrl()), "a peer")
                .toCompletableFuture();
        leecher.await("they are taken", added);
        assertThat(added).isCompletedWithValue(1);
        assertThat(context.trackers()).singleElement().satisfies(tracker -> assertThat(tracker.source())
                .endsWith(": a peer"));
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        assertThat(context.trackers()).allMatch(TrackerInfo::answered);
        leecher.stop();
        leecher.start();
        leecher.resume();
        watch(leecher);
        assertThat(leecher.session().torrents().get(0).metainfo().orElseThrow().trackers())
                .as("what a peer told is not believed for ever")
                .isEmpty();
        swarm.stop();
    }

    @Test
    void addPeers_whenASeederIsNamed_shouldDialItAndTellWhoCameAndWent() {
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        SimRuntime leecher = swarm.leecher();
        watch(leecher);
        TorrentHandle download = add(leecher, withoutTrackers());
        assertThat(peersSince(leecher, 0).gained()).isEmpty();
        long mark = peersSince(leecher, 0).mark();
        InetSocketAddress remote = seeder.host().endpoint(SimRuntime.PORT);
        PeerEndpoint peer = new PeerEndpoint(remote, 0);
        CompletableFuture<Integer> added = context.addPeers(
                        List.of(peer, peer, new PeerEndpoint(new InetSocketAddress("10.9.9.9", 0), 0)),
                        PeerEndpoint.FROM_PEX)
                .toCompletableFuture();
        leecher.await("they are taken", added);
        assertThat(added).isCompletedWithValue(1);
        swarm.awaitComplete(Duration.ofMinutes(1), download);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        PeerChanges seen = peersSince(leecher, mark);
        assertThat(seen.whole()).isFalse();
        assertThat(seen.gained()).as("both are seeds and part").isEmpty();
        swarm.stop();
    }

    @Test
    void peersSince_whenAPeerComesAndGoes_shouldTellItWithItsFlags() {
        SimRuntime other = swarm.leecher();
        watch(other);
        add(other, withoutTrackers());
        TorrentContext others = context;
        SimRuntime leecher = swarm.leecher();
        watch(leecher);
        TorrentHandle download = add(leecher, withoutTrackers());
        InetSocketAddress remote = other.host().endpoint(SimRuntime.PORT);
        long mark = peersSince(leecher, 0).mark();
        context.addPeers(List.of(new PeerEndpoint(remote, 0)), PeerEndpoint.FROM_PEX);
        swarm.simulation.runUntil(
                "they told each other where they listen",
                Duration.ofSeconds(30),
                () -> !peersSince(others, other, 0).gained().isEmpty());
        PeerChanges gained = peersSince(leecher, mark);
        assertThat(gained.gained()).containsExactly(new PeerEndpoint(remote, PeerEndpoint.REACHABLE));
        assertThat(peersSince(others, other, 0).gained())
                .as("who dialled is no proof that it can be dialled")
                .containsExactly(new PeerEndpoint(leecher.host().endpoint(SimRuntime.PORT), 0));
        other.stop();
        swarm.simulation.runUntil(
                "it is gone", Duration.ofMinutes(5), () -> download.peers().isEmpty());
        assertThat(peersSince(leecher, gained.mark()).lost()).containsExactly(new PeerEndpoint(remote, 0));
        leecher.stop();
    }

    @Test
    void naming_whenTheTorrentIsPrivate_shouldBeRefusedButForTrackers() throws Exception {
        SimRuntime leecher = swarm.leecher();
        watch(leecher);
        TorrentHandle download = add(leecher, privately());
        PeerEndpoint peer = new PeerEndpoint(new InetSocketAddress("10.9.9.9", 6881), 0);
        for (int source : new int[] {PeerEndpoint.FROM_PEX, PeerEndpoint.FROM_DHT, PeerEndpoint.FROM_LSD}) {
            assertRefused(leecher, context.addPeers(List.of(peer), source));
        }
        assertRefused(leecher, context.addTrackers(List.of(announceUrl()), "a peer"));
        assertThat(download.snapshot().knownPeers()).isZero();
        assertThat(context.trackers()).isEmpty();
        CompletionStage<Integer> named = context.addPeers(List.of(peer), PeerEndpoint.FROM_TRACKER);
        leecher.await("it is taken", named);
        assertThat(named.toCompletableFuture()).isCompletedWithValue(1);
        swarm.stop();
    }

    private void assertRefused(SimRuntime runtime, CompletionStage<Integer> naming) {
        CompletableFuture<Throwable> reason = new CompletableFuture<>();
        naming.whenComplete((done, failed) -> reason.complete(failed));
        runtime.await("it is answered", reason);
        assertThat(reason.join()).isInstanceOf(IllegalStateException.class).hasMessageContaining("is private");
    }

    private Metainfo withoutTrackers() {
        return torrent.metainfo().withTrackers(List.of());
    }

    private Metainfo privately() throws Exception {
        byte[] raw = new byte[torrent.metainfo().rawInfo().remaining()];
        torrent.metainfo().rawInfo().get(raw);
        BencodeDictionary known = (BencodeDictionary) BencodeDecoder.decode(raw, BencodeLimits.METADATA);
        Map<String, BencodeValue> info = new TreeMap<>(known.entries());
        info.put("private", BencodeInteger.of(1));
        return MetainfoParser.parseInfo(BencodeEncoder.encode(BencodeDictionary.of(info)), List.of());
    }
}
