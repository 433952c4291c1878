package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.torrent.spi.peers.TrackerStatus;

class TrackerSearchTest {
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
    void start_whenTheFirstTrackerAnswers_shouldNotAskTheOthers() {
        search.start();
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(1_800, -1, PEER);
        assertThat(swarm.drain())
                .containsExactly("succeeded http://a/announce 1/2/1", "found [10.0.0.1:1] from http://a/announce");
        runtime.pass(1_799);
        assertThat(asked()).isEmpty();
        runtime.pass(1);
        assertThat(asked()).containsExactly("a none");
    }

    @Test
    void start_whenATrackerFails_shouldAskTheNextAtOnce() {
        search.start();
        runtime.call().fail();
        assertThat(asked()).containsExactly("b started");
        assertThat(swarm.drain()).containsExactly("failed http://a/announce: broken");
    }

    @Test
    void start_whenATrackerIsSlow_shouldAskTheNextToo() {
        search.start();
        runtime.pass(2);
        assertThat(asked()).containsExactly("a started");
        runtime.pass(1);
        assertThat(asked()).containsExactly("a started", "b started");
        runtime.calls.get(1).answer(1_800, -1);
        runtime.pass(10);
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(600, -1, PEER);
        assertThat(swarm.drain()).contains("found [10.0.0.1:1] from http://a/announce");
        assertThat(runtime.secondsUntilAsked()).isEqualTo(1_800);
    }

    @Test
    void start_whenAllTrackersAreSlow_shouldBoundTheParallelOnes() {
        swarm.trackers = List.of(List.of("http://1/", "http://2/", "http://3/", "http://4/", "http://5/", "http://6/"));
        search.start();
        runtime.pass(60);
        assertThat(runtime.calls).hasSize(Limits.PARALLEL);
        runtime.calls.get(0).fail();
        assertThat(runtime.calls).hasSize(Limits.PARALLEL);
    }

    @Test
    void start_whenEveryTrackerFails_shouldTryAgainWithGrowingPauses() {
        search.start();
        for (long pause : new long[] {15, 30, 60, 120, 240, 480, 960, 1_800, 1_800}) {
            for (int i = 0; i < 3; i++) {
                runtime.call().fail();
            }
            assertThat(runtime.secondsUntilAsked()).isEqualTo(pause);
        }
        runtime.call().answer(60, -1);
        assertThat(runtime.secondsUntilAsked()).isEqualTo(60);
    }

    @Test
    void start_whenTheIntervalIsExtreme_shouldBoundIt() {
        search.start();
        for (long[] given : new long[][] {
            {0, 30}, {1, 30}, {-1, 1_800}, {Long.MAX_VALUE, 86_400}, {45, 45}, {60, 60},
        }) {
            runtime.call().answer(given[0], -1);
            assertThat(runtime.secondsUntilAsked()).isEqualTo(given[1]);
        }
    }

    @Test
    void start_whenTheMinIntervalIsLonger_shouldWaitThatLong() {
        search.start();
        runtime.call().answer(60, 300);
        search.askNow();
        assertThat(runtime.secondsUntilAsked()).isEqualTo(300);
    }

    @Test
    void start_whenTheOnlyTrackerIsBeingToldOfTheCompletion_shouldAskItSoonAfter() {
        swarm.trackers = List.of(List.of("http://a/"));
        search.start();
        runtime.call().answer(1_800, -1);
        search.completed();
        runtime.pass(1_800);
        assertThat(asked()).containsExactly("a completed");
        runtime.call().answer(1_800, -1);
        assertThat(runtime.secondsUntilAsked()).isEqualTo(Limits.FIRST_RETRY_SECONDS);
        assertThat(asked()).containsExactly("a none");
    }

    @Test
    void askNow_whenTheMinIntervalHasPassed_shouldAskAtOnce() {
        search.start();
        runtime.call().answer(1_800, 40);
        runtime.pass(39);
        search.askNow();
        assertThat(asked()).isEmpty();
        assertThat(runtime.secondsUntilAsked()).isEqualTo(1);
        runtime.call().answer(1_800, 40);
        runtime.pass(100);
        search.askNow();
        runtime.pass(0);
        assertThat(asked()).containsExactly("a none");
    }

    @Test
    void askNow_whenARoundIsGoing_shouldNotStartAnother() {
        search.start();
        search.askNow();
        runtime.pass(0);
        assertThat(asked()).containsExactly("a started");
    }

    @Test
    void completed_whenATrackerKnowsUs_shouldTellItAtOnceAndOnce() {
        search.start();
        runtime.call().answer(1_800, 600);
        swarm.left = 0;
        search.completed();
        assertThat(asked()).containsExactly("a completed");
        assertThat(runtime.call().request.torrent().leftBytes()).isZero();
        runtime.call().answer(1_800, 600);
        runtime.secondsUntilAsked();
        assertThat(asked()).containsExactly("a none");
    }

    @Test
    void completed_whenTheTrackerCannotBeReached_shouldTellItNextTime() {
        search.start();
        runtime.call().answer(1_800, -1);
        search.completed();
        runtime.call().fail();
        runtime.secondsUntilAsked();
        assertThat(asked()).containsExactly("a completed");
    }

    @Test
    void completed_whenTheStartIsNotAnsweredYet_shouldFollowIt() {
        search.start();
        search.completed();
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(1_800, -1);
        assertThat(asked()).containsExactly("a completed");
    }

    @Test
    void completed_whenNobodyKnowsUsYet_shouldLeaveItToTheStart() {
        search.start();
        search.completed();
        runtime.call().fail();
        runtime.call().answer(1_800, -1);
        assertThat(asked()).isEmpty();
    }

    @Test
    void announce_whenOnlyAPartIsWantedAndHad_shouldSayPausedInBetween() {
        swarm.partialSeed = true;
        search.start();
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(1_800, -1);
        runtime.secondsUntilAsked();
        assertThat(asked()).containsExactly("a paused");
        assertThat(runtime.call().request.torrent().leftBytes()).isEqualTo(1_000);
        runtime.call().answer(1_800, -1);
        search.stop();
        assertThat(asked()).containsExactly("a stopped");
    }

    @Test
    void start_whenThereAreNoTrackersYet_shouldLookAgain() {
        swarm.trackers = List.of();
        search.start();
        runtime.pass(30);
        swarm.trackers = List.of(List.of("http://late/"));
        assertThat(runtime.secondsUntilAsked()).isEqualTo(30);
    }

    @Test
    void start_whenATrackerIsNotHttp_shouldSaySoOnce() {
        swarm.trackers = List.of(List.of("udp://u:1/announce"), List.of("http://a/announce"));
        search.start();
        runtime.call().answer(60, -1);
        runtime.secondsUntilAsked();
        assertThat(swarm.drain())
                .containsOnlyOnce("failed udp://u:1/announce: only http and https trackers are supported");
    }

    @Test
    void start_whenATrackerNamesAUser_shouldNotTellThePassword() {
        swarm.trackers = List.of(
                List.of("udp://me:secret@u:1/"), List.of("http://me:secret@a/"), List.of("http://me:secret@b/"));
        search.start();
        runtime.call().fail();
        runtime.call().answer(60, -1, PEER);
        assertThat(swarm.drain())
                .containsExactly(
                        "failed udp://u:1/: only http and https trackers are supported",
                        "failed http://a/: broken",
                        "succeeded http://b/ 1/2/1",
                        "found [10.0.0.1:1] from http://b/");
    }

    @Test
    void start_whenATrackerSaysWhenToComeBack_shouldNotAskItBefore() {
        swarm.trackers = List.of(List.of("http://a/"), List.of("http://b/"));
        search.start();
        runtime.call().fail(TrackerException.refusal("overloaded", TimeUnit.MINUTES.toNanos(5)));
        runtime.call().answer(60, -1);
        assertThat(runtime.secondsUntilAsked()).isEqualTo(60);
        assertThat(asked()).containsExactly("b none");
        swarm.trackers = List.of(List.of("http://a/"));
        runtime.call().fail();
        assertThat(runtime.secondsUntilAsked()).as("5 min in all").isEqualTo(240);
        assertThat(asked()).containsExactly("a started");
    }

    @Test
    void start_whenATrackerSaysNever_shouldAskItAgainOnlyWhenTheUserWants() {
        swarm.trackers = List.of(List.of("http://a/"));
        search.start();
        runtime.call().fail(TrackerException.refusal("not a tracker", Long.MAX_VALUE));
        runtime.pass(20_000);
        assertThat(asked()).isEmpty();
        search.reannounce();
        runtime.pass(0);
        assertThat(asked()).containsExactly("a started");
        runtime.call().fail(TrackerException.refusal("not a tracker", Long.MAX_VALUE));
        search.reannounce();
        assertThat(runtime.secondsUntilAsked()).isEqualTo(Limits.FIRST_RETRY_SECONDS);
    }

    @Test
    void reannounce_whenTheHostIsLeftAlone_shouldAskItOnceAllTheSame() {
        swarm.trackers = List.of(List.of("http://a/"));
        search.start();
        for (int i = 0; i < Limits.HOST_FAILURES + 5; i++) {
            runtime.secondsUntilAsked();
            runtime.call().fail();
        }
        assertThat(runtime.calls).isEmpty();
        search.reannounce();
        assertThat(runtime.secondsUntilAsked()).isLessThanOrEqualTo(Limits.FIRST_RETRY_SECONDS);
        runtime.call().fail();
        assertThat(runtime.secondsUntilAsked()).isGreaterThan(100 * Limits.FIRST_RETRY_SECONDS);
    }

    @Test
    void reannounce_whenAnAnswerSaidTheEarliestTime_shouldKeepToIt() {
        search.start();
        runtime.call().answer(1_800, 300);
        search.reannounce();
        assertThat(runtime.secondsUntilAsked()).isEqualTo(300);
    }

    @Test
    void trackers_whenTheyAreAsked_shouldTellWhatEachIsDoing() {
        search.start();
        assertThat(search.trackers())
                .extracting(TrackerStatus::state)
                .containsExactly(TrackerStatus.State.ANNOUNCING, TrackerStatus.State.IDLE, TrackerStatus.State.IDLE);
        runtime.call().fail();
        runtime.call().answer(1_800, -1, PEER);
        TrackerStatus failed = search.trackers().get(0);
        TrackerStatus working = search.trackers().get(1);
        assertThat(failed.state()).isEqualTo(TrackerStatus.State.FAILED);
        assertThat(failed.problem()).isEqualTo("broken");
        assertThat(working.state()).isEqualTo(TrackerStatus.State.WORKING);
        assertThat(working.seeds()).isEqualTo(1);
        assertThat(working.leechers()).isEqualTo(2);
        assertThat(working.peers()).isEqualTo(1);
        assertThat(working.isDue()).isTrue();
        assertThat(working.dueNanos() - runtime.nowNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1_800));
        assertThat(search.trackers().get(2).isDue()).isFalse();
    }

    @Test
    void retry_whenNobodyCouldBeAsked_shouldAskAtOnce() {
        search.start();
        search.retry();
        assertThat(asked()).containsExactly("a started");
        for (int i = 0; i < 3; i++) {
            runtime.call().fail();
        }
        search.retry();
        runtime.pass(0);
        assertThat(asked()).containsExactly("a started");
        runtime.call().answer(1_800, -1);
        search.retry();
        runtime.pass(0);
        assertThat(asked()).isEmpty();
    }

    @Test
    void stop_whenThereAreNoTrackers_shouldBeGoneAtOnce() {
        swarm.trackers = List.of();
        search.start();
        AtomicBoolean gone = new AtomicBoolean();
        search.whenGone(() -> gone.set(true));
        search.stop();
        assertThat(gone).isTrue();
    }
}
