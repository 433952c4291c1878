package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.peers.PeerSource;

class HttpTrackerSourceTest {
    private static final String ANSWER =
            "d8:completei1e10:incompletei2e8:intervali1800e" + "5:peers6:\n\u0000\u0000\u0001\u001a\u00e1e";

    private FakeTracker tracker;
    private HttpTrackerSource source;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker(ANSWER);
        source = new HttpTrackerSource(new Options("agent/1", 50, 5_000, 2_000, 2));
    }

    @AfterEach
    void stop() {
        source.close();
        tracker.close();
        assertThat(trackerThreads()).isEmpty();
    }

    private static Set<String> trackerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tracker-"))
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
        source.close();
        assertThat(nextQuery()).contains("event=stopped");
        assertThat(trackerThreads()).isEmpty();
    }

    @Test
    void close_whenATrackerHangs_shouldGiveUpOnIt() throws InterruptedException {
        source.close();
        source = new HttpTrackerSource(new Options("agent/1", 50, 300_000, 100, 2));
        for (int i = 0; i < 5; i++) {
            source.search(new FakeSwarm(tracker.url("/hang")));
        }
        assertThat(nextQuery()).contains("event=started");
        source.close();
        assertThat(trackerThreads()).isEmpty();
    }

    @Test
    void search_whenATrackerHangs_shouldReportItAndGoOn() throws InterruptedException {
        source.close();
        source = new HttpTrackerSource(new Options("agent/1", 50, 200, 100, 2));
        FakeSwarm swarm = new FakeSwarm(tracker.url("/hang"), tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("failed " + tracker.url("/hang") + ": no answer within");
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
    void search_whenOneSwarmThrows_shouldServeTheOthers() throws InterruptedException {
        source.search(null);
        FakeSwarm swarm = new FakeSwarm(tracker.url("/announce"));
        source.search(swarm);
        assertThat(nextEvent(swarm)).startsWith("succeeded");
    }

    @Test
    void search_whenClosed_shouldDoNothing() {
        source.close();
        PeerSource.Search search = source.search(new FakeSwarm(tracker.url("/announce")));
        search.askNow();
        search.completed();
        search.stop();
        assertThat(tracker.queries).isEmpty();
    }
}
