package org.torrent.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.http.net.Options;
import org.torrent.http.net.SocketHttpClient;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.loop.SystemRandomness;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;
import org.torrent.tracker.AnnounceOptions;
import org.torrent.tracker.FakeSwarm;
import org.torrent.tracker.TrackerSource;

class HttpTrackerSourceTest {
    private static final String ANSWER =
            "d8:completei1e10:incompletei2e8:intervali1800e" + "5:peers6:\n\u0000\u0000\u0001\u001a\u00e1e";

    private static final Clock CLOCK = new SystemClock();
    private static final Threads THREADS = new PlatformThreads(CLOCK);

    private FakeTracker tracker;
    private final SocketHttpClient client = new SocketHttpClient(new Options("agent/1", 4), THREADS);
    private volatile HttpClient http = client;
    private TrackerSource source;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker(ANSWER);
        source = newSource(Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    private TrackerSource newSource(Duration limit, Duration goodbyeLimit) {
        return new TrackerSource(
                THREADS.newLoop("tracker"),
                CLOCK,
                new SystemRandomness(),
                new AnnounceOptions(50, limit, goodbyeLimit, 2),
                List.of(new HttpTracker(() -> http, "agent/1")));
    }

    private void closeSource() {
        source.close().toCompletableFuture().join();
        assertThat(source.shutdown(10_000)).isTrue();
    }

    @AfterEach
    void stop() {
        closeSource();
        client.close();
        tracker.close();
        assertThat(trackerThreads()).isEmpty();
    }

    private static Set<String> trackerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tracker"))
                .collect(Collectors.toSet());
    }

    private String nextQuery() throws InterruptedException {
        return tracker.queries.poll(10, TimeUnit.SECONDS);
    }

    private static String nextEvent(FakeSwarm swarm) throws InterruptedException {
        return swarm.events.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void search_whenATorrentRuns_shouldAnnounceItFromStartToStop() throws InterruptedException {
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        PeerSource.Search search = source.search(swarm);
        assertThat(nextQuery())
                .contains("event=started")
                .contains("info_hash=%00%ff")
                .contains("&port=6881&");
        assertThat(nextEvent(swarm)).isEqualTo("succeeded " + tracker.url("/announce") + " 1/2/1");
        assertThat(nextEvent(swarm)).isEqualTo("found [10.0.0.1:6881] from " + tracker.url("/announce"));
        search.completed();
        assertThat(nextQuery()).contains("event=completed");
        assertThat(nextEvent(swarm)).startsWith("succeeded");
        search.stop();
        assertThat(nextQuery()).contains("event=stopped").contains("numwant=0");
    }

    @Test
    void close_whenTorrentsRun_shouldSayGoodByeForThem() throws InterruptedException {
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        source.search(swarm);
        nextQuery();
        nextEvent(swarm);
        closeSource();
        assertThat(nextQuery()).contains("event=stopped");
        assertThat(trackerThreads()).isEmpty();
    }

    @Test
    void close_whenATrackerHangs_shouldGiveUpOnIt() throws InterruptedException {
        closeSource();
        source = newSource(Duration.ofSeconds(300), Duration.ofMillis(100));
        for (int i = 0; i < 5; i++) {
            source.search(new FakeSwarm(tracker.url("/announce/hang")));
        }
        assertThat(nextQuery()).contains("event=started");
        closeSource();
        assertThat(trackerThreads()).isEmpty();
    }

    @Test
    void search_whenATrackerHangs_shouldReportItAndGoOn() throws InterruptedException {
        closeSource();
        source = newSource(Duration.ofMillis(200), Duration.ofMillis(100));
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce/hang"), tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("failed " + tracker.url("/announce/hang") + ": no answer within");
        assertThat(nextEvent(swarm)).startsWith("succeeded " + tracker.url("/announce"));
    }

    @Test
    void search_whenTheTrackerCannotBeReached_shouldReportIt() throws InterruptedException {
        tracker.close();
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("failed " + tracker.url("/announce") + ": cannot be reached");
    }

    @Test
    void search_whenAPeerNamedATrackerOfThisMachine_shouldNotAskIt() throws InterruptedException {
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        swarm.hearsay = true;
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("failed " + tracker.url("/announce"));
    }

    @Test
    void search_whenOneSwarmThrows_shouldServeTheOthers() throws InterruptedException {
        source.search(null);
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("succeeded");
    }

    @Test
    void search_whenClosed_shouldDoNothing() {
        closeSource();
        PeerSource.Search search = source.search(new FakeSwarm(tracker.url("/announce")));
        search.askNow();
        search.completed();
        search.stop();
        assertThat(tracker.queries).isEmpty();
    }

    @Test
    void search_whenThereIsNoHttpClient_shouldSaySoAndAskAtOnceWhenOneComes() throws InterruptedException {
        http = null;
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm))
                .isEqualTo("failed " + tracker.url("/announce")
                        + ": there is no HTTP client: start the bundle org.torrent.http");
        http = client;
        source.retry();
        assertThat(nextQuery()).contains("event=started");
        assertThat(nextEvent(swarm)).startsWith("succeeded");
    }

    @Test
    void search_whenListeningOnSomeAddresses_shouldAnnounceFromTheOneThatLeadsThere() throws Exception {
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        swarm.listening =
                List.of(new InetSocketAddress("203.0.113.7", 6881), new InetSocketAddress("127.0.0.77", 6881));
        source.search(swarm);
        assertThat(tracker.callers.poll(10, TimeUnit.SECONDS)).isEqualTo(InetAddress.getByName("127.0.0.77"));
        assertThat(nextEvent(swarm)).startsWith("succeeded");
    }

    @Test
    void new_whenTheUserAgentIsNoText_shouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpTracker(() -> null, "a\r\nX: y"))
                .withMessageContaining("user.agent");
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpTracker(() -> null, ""));
    }
}
