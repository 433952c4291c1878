package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.testkit.ports.http.ScriptedWebServer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Peers find each other through the shipped tracker bundle, whatever happens to it and to the tracker. */
class TrackerSwarmTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    private static Swarm swarm(long seed) {
        return new Swarm(seed, TestTorrent.singleFile(seed, 3_000_001, 64 * 1024));
    }

    private static List<TorrentHandle> leechers(Swarm swarm, int count) {
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            downloads.add(swarm.leecher().add(swarm.torrent));
        }
        return downloads;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheTrackerBundleIsReplacedAgainAndAgain_shouldComplete(long seed) {
        Swarm swarm = swarm(seed);
        swarm.seeder().add(swarm.torrent);
        List<TorrentHandle> downloads = leechers(swarm, 3);
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 10; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100 + random.nextInt(500)));
            swarm.runtimes.get(random.nextInt(4)).replaceTrackers(Duration.ofMillis(random.nextInt(3_000)));
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheHttpBundleIsReplacedAgainAndAgain_shouldComplete(long seed) {
        Swarm swarm = swarm(seed);
        RandomGenerator random = swarm.simulation.random("test");
        swarm.seeder().add(swarm.torrent);
        List<TorrentHandle> downloads = leechers(swarm, 3);
        for (int i = 0; i < 10; i++) {
            swarm.runtimes.get(random.nextInt(4)).replaceHttp(Duration.ofMillis(random.nextInt(3_000)));
            swarm.simulation.runFor(Duration.ofMillis(random.nextInt(500)));
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.stop();
    }

    @Test
    void search_whenTheHttpBundleIsAway_shouldTellWhyAndAnnounceOnItsReturn() {
        Swarm swarm = swarm(1);
        swarm.seeder().add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        leecher.stopHttp();
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(leecher.alerts("tracker_error").get(0).message())
                .contains("there is no HTTP client: start the bundle org.torrent.http");
        leecher.startHttp();
        swarm.awaitComplete(Duration.ofMinutes(1), download);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheTrackerTalksNonsenseOrHangs_shouldCompleteOnceItAnswers(long seed) {
        for (byte[] nonsense : new byte[][] {
            {},
            "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII),
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nd8:inter".getBytes(StandardCharsets.US_ASCII),
            ScriptedWebServer.answer(200, "<html>".getBytes(StandardCharsets.US_ASCII)),
            ScriptedWebServer.answer(503, new byte[0]),
            ScriptedWebServer.answer(302, new byte[0], "Location: /announce?again"),
            ScriptedWebServer.answer(302, new byte[0], "Location: https://10.99.0.2/"),
        }) {
            Swarm swarm = swarm(seed);
            swarm.tracker.talkNonsense(nonsense);
            swarm.seeder().add(swarm.torrent);
            TorrentHandle download = swarm.leecher().add(swarm.torrent);
            swarm.simulation.runFor(Duration.ofMinutes(2));
            assertThat(swarm.runtimes.get(1).alerts("tracker_error")).isNotEmpty();
            assertThat(swarm.runtimes.get(1).alerts("tracker_reply")).isEmpty();
            swarm.tracker.talkNonsense(null);
            swarm.tracker.beSilent(true);
            swarm.simulation.runFor(Duration.ofMinutes(2));
            swarm.tracker.beSilent(false);
            swarm.awaitComplete(Duration.ofHours(1), download);
            swarm.stop();
        }
    }

    @Test
    void swarm_whenTheTrackerIsCutOff_shouldCompleteWhenItIsBack() {
        Swarm swarm = swarm(3);
        swarm.seeder().add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        swarm.network.cut(leecher.host(), swarm.tracker.host());
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.simulation.runFor(Duration.ofMinutes(1));
        assertThat(leecher.alerts("tracker_error").get(0).message()).contains("no answer within 20 s");
        swarm.network.healAll();
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        swarm.stop();
    }

    @Test
    void stop_whenTrackersKnowUs_shouldSayGoodBye() {
        Swarm swarm = swarm(4);
        swarm.seeder().add(swarm.torrent);
        TorrentHandle download = swarm.leecher().add(swarm.torrent);
        swarm.awaitComplete(Duration.ofMinutes(10), download);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(swarm.tracker.peers(swarm.torrent.infoHash())).hasSize(2);
        swarm.stop();
        assertThat(swarm.tracker.peers(swarm.torrent.infoHash())).isEmpty();
    }

    @Test
    void announce_whenTrackersHavePasswords_shouldTellThemInNoAlertNorReason() throws Exception {
        Swarm swarm = swarm(1);
        swarm.seeder().add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        String secret = "somebody:s3cret@";
        Metainfo metainfo = swarm.torrent
                .metainfo()
                .withTrackers(List.of(
                        List.of("udp://" + secret + "10.0.0.99:1/x", "ftp://" + secret + "10.0.0.99/announce"),
                        List.of("http://" + secret + "10.0.0.99/announce", "http://" + secret + "127.0.0.1/elsewhere"),
                        List.of(swarm.tracker.url().replace("://", "://" + secret))));
        leecher.session()
                .add(AddTorrent.of(metainfo, Path.of("/home/downloads")).build());
        swarm.simulation.runUntil("it is added", Duration.ofSeconds(1), () -> !leecher.session()
                .torrents()
                .isEmpty());
        TorrentHandle download = leecher.session().torrents().get(0);
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        swarm.tracker.talkNonsense("HTTP/1.1 500 s3cretless\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        swarm.simulation.runFor(Duration.ofHours(2));

        List<String> told = new ArrayList<>();
        leecher.alerts().forEach(alert -> told.add(alert.message() + " " + alert.details()));
        told.add(download.snapshot().toString());
        assertThat(told).noneMatch(text -> text.contains(secret) || text.contains("s3cret@"));
        assertThat(told)
                .anyMatch(text -> text.contains("udp://10.0.0.99"))
                .anyMatch(text -> text.contains("ftp://10.0.0.99"))
                .anyMatch(text -> text.contains("http://10.0.0.99/announce"));
        swarm.stop();
    }
}
