package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.spi.peers.PeerSource;

/** How a torrent leaves its trackers. */
class FarewellTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.1", 1);

    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeSwarm swarm = new FakeSwarm("http://a/announce", "http://b/announce", "http://c/announce");
    private final TrackerSearch search = new TrackerSearch(
            swarm,
            runtime,
            runtime,
            FakeRuntime.RANDOM,
            new Announcer(runtime, runtime, List.of(runtime), FakeRuntime.OPTIONS.parallel()),
            FakeRuntime.OPTIONS);

    private List<String> asked() {
        return runtime.calls.stream()
                .map(call -> call.host() + " " + call.event())
                .toList();
    }

    @Test
    void stop_whenTrackersKnowUs_shouldSayGoodByeToThemOnly() {
        search.start();
        runtime.call().fail();
        runtime.call().answer(1_800, -1);
        swarm.drain();
        search.stop();
        search.stop();
        assertThat(asked()).containsExactly("b stopped");
        assertThat(runtime.call().request.limit()).isEqualTo(FakeRuntime.OPTIONS.goodbyeLimit());
        assertThat(runtime.call().request.wanted()).isZero();
        runtime.call().answer(60, -1, PEER);
        runtime.pass(5_000);
        assertThat(asked()).isEmpty();
        assertThat(swarm.drain()).isEmpty();
    }

    @Test
    void stop_whenWeListenNoMore_shouldNameThePortThatTheTrackerKnows() {
        search.start();
        runtime.call().answer(1_800, -1);
        swarm.listenPort = 0;
        search.stop();
        assertThat(runtime.call().request.torrent().port()).isEqualTo(6881);
    }

    @Test
    void stop_whenTheStartIsUnderWay_shouldSayGoodByeBehindIt() {
        search.start();
        search.stop();
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(1_800, -1, PEER);
        assertThat(asked()).containsExactly("a stopped");
        assertThat(swarm.drain()).isEmpty();
        search.completed();
        search.askNow();
        search.start();
        assertThat(asked()).containsExactly("a stopped");
    }

    @Test
    void stop_whenTheStartFailsThen_shouldSayNothing() {
        boolean[] gone = new boolean[1];
        search.start();
        search.whenGone(() -> gone[0] = true);
        search.stop();
        assertThat(gone[0]).isFalse();
        runtime.call().fail();
        assertThat(asked()).isEmpty();
        assertThat(gone[0]).isTrue();
    }

    @Test
    void stop_whenTheStartHangs_shouldGiveItHalfTheTimeAndSayGoodByeInTheRest() {
        search.start();
        FakeRuntime.Announce first = runtime.call();
        search.stop();
        runtime.pass(2); // more than half of 3
        assertThat(first.cancelled).isTrue();
        assertThat(asked()).containsExactly("a stopped");
        assertThat(runtime.call().request.limit())
                .isEqualTo(FakeRuntime.OPTIONS.goodbyeLimit().dividedBy(2));
        assertThat(runtime.call().request.torrent().port()).isEqualTo(6881);
    }

    @Test
    void stop_whenTheTrackerCannotHaveHeardOfTheStart_shouldTakeItBackAtOnce() {
        boolean[] gone = new boolean[1];
        search.start();
        search.whenGone(() -> gone[0] = true);
        FakeRuntime.Announce first = runtime.call();
        first.isOut = false;
        search.stop();
        assertThat(first.cancelled).isTrue();
        assertThat(asked()).isEmpty();
        assertThat(gone[0]).isTrue();
    }

    @Test
    void stop_whenTheStartHasNotGoneOutYet_shouldTakeItBack() {
        Announcer narrow = new Announcer(runtime, runtime, List.of(runtime), 1);
        TrackerSearch first =
                new TrackerSearch(swarm, runtime, runtime, FakeRuntime.RANDOM, narrow, FakeRuntime.OPTIONS);
        TrackerSearch second = new TrackerSearch(
                new FakeSwarm("http://z/"), runtime, runtime, FakeRuntime.RANDOM, narrow, FakeRuntime.OPTIONS);
        boolean[] gone = new boolean[1];
        first.start();
        second.start();
        second.whenGone(() -> gone[0] = true);
        second.stop();
        assertThat(gone[0]).isTrue();
        runtime.call().answer(1_800, -1);
        assertThat(asked()).isEmpty();
    }

    @Test
    void search_whenTheSameTorrentIsStillLeaving_shouldStartBehindItsGoodBye() {
        TrackerSource source = source();
        PeerSource.Search before = source.search(swarm);
        runtime.call().answer(1_800, -1);
        before.stop();
        PeerSource.Search after = source.search(swarm);
        assertThat(asked()).containsExactly("a stopped");
        runtime.call().answer(1_800, -1);
        assertThat(asked()).containsExactly("a started");
        after.stop();
    }

    @Test
    void search_whenStoppedBeforeItCouldStart_shouldNeverAsk() {
        TrackerSource source = source();
        PeerSource.Search before = source.search(swarm);
        runtime.call().answer(1_800, -1);
        before.stop();
        source.search(swarm).stop();
        runtime.call().answer(1_800, -1);
        assertThat(asked()).isEmpty();
    }

    @Test
    void close_whenTrackersKnowUs_shouldEndWithTheirAnswersOrTheTime() {
        TrackerSource source = source();
        source.search(swarm);
        runtime.call().answer(1_800, -1);
        CompletableFuture<Void> closed = source.close().toCompletableFuture();
        assertThat(asked()).containsExactly("a stopped");
        assertThat(closed).isNotDone();
        runtime.call().answer(1_800, -1);
        assertThat(closed).isDone();

        TrackerSource other = source();
        other.search(swarm);
        runtime.call().answer(1_800, -1);
        CompletableFuture<Void> late = other.close().toCompletableFuture();
        runtime.pass(FakeRuntime.OPTIONS.goodbyeLimit().toSeconds());
        assertThat(late).isDone();
        assertThat(asked()).isEmpty();
    }

    private TrackerSource source() {
        return new TrackerSource(runtime, runtime, () -> FakeRuntime.RANDOM, FakeRuntime.OPTIONS, List.of(runtime));
    }

    @Test
    void start_whenATrackerWasTakenOutOfTheList_shouldStillSayGoodByeToIt() {
        search.start();
        runtime.call().answer(60, -1);
        swarm.trackers = List.of(List.of("http://b/announce"));
        runtime.secondsUntilAsked();
        assertThat(asked()).containsExactly("b started");
        runtime.call().answer(60, -1);
        search.stop();
        assertThat(asked()).containsExactlyInAnyOrder("a stopped", "b stopped");
    }
}
