package org.torrent.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.runtime.EventLoop;

class LoopWatchTest {
    private final ManualTime time = new ManualTime();
    private final List<String> log = new ArrayList<>();
    private long lateMillis; // what came back last
    private final EventLoop loop = time.newLoop("loop");
    private final LoopWatch watch =
            new LoopWatch(time, time, (stuck, why) -> log.add("given up: " + stuck.name() + ", " + why));
    private final LoopMark mark = watch.watch(loop);
    private final LoopCalls calls = new LoopCalls(mark, new Owner("a"));

    @BeforeEach
    void start() {
        watch.times(WatchTimes.DEFAULTS);
        time.pass(10);
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private class Owner implements CallOwner {
        private final String name;

        Owner(String name) {
            this.name = name;
        }

        @Override
        public String label(int call) {
            return "hook" + call;
        }

        @Override
        public void slow(String call, long nanos) {
            log.add(name + " slow " + call);
        }

        @Override
        public void late(String call, long nanos, StackTraceElement[] stack) {
            log.add(name + " late " + call + (stack.length > 0 ? " with stack" : ""));
        }

        @Override
        public void cameBack(long nanos) {
            lateMillis = nanos / 1_000_000;
            log.add(name + " came back");
        }

        @Override
        public void stuck(String call, long nanos) {
            log.add(name + " stuck " + call);
        }
    }

    @Test
    void times_whenOneCallInManyIsTimed_shouldCountItForAll() {
        for (int i = 0; i < 128; i++) {
            int begun = calls.begin(7);
            time.pass(i % 64 == 0 ? 1 : 20);
            calls.end(begun);
        }
        int begun = calls.beginTimed(8);
        time.pass(30);
        calls.endTimed(begun);
        CallTimes.Summary times = CallTimes.summary(List.of(calls.times()));
        assertThat(times.p50Nanos()).isBetween(800_000L, 1_200_000L);
        assertThat(times.p99Nanos()).isEqualTo(times.p50Nanos());
        assertThat(times.maxNanos()).isEqualTo(30_000_000);
    }

    @Test
    void look_whenACallGoesOn_shouldNameInterruptAndGiveUp() {
        int begun = calls.begin(7);
        time.pass(200);
        assertThat(log).isEmpty();
        time.pass(150);
        assertThat(log).containsExactly("a late hook7 with stack");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        time.pass(750);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        time.pass(1_000);
        assertThat(log)
                .containsExactly("a late hook7 with stack", "a stuck hook7", "given up: loop, hook7 did not return");
        assertThat(mark.isGivenUp()).isTrue();
        calls.end(begun);
        assertThat(Thread.currentThread().isInterrupted())
                .as("engine code sees no interrupt")
                .isFalse();
        time.pass(100);
        assertThat(log).hasSize(4).endsWith("a came back");
        assertThat(lateMillis).isBetween(2_000L, 2_100L);
    }

    @Test
    void look_whenManyShortCallsFollow_shouldSayNothing() {
        for (int i = 0; i < 10_000; i++) {
            calls.end(calls.begin(7));
            time.pass(1);
        }
        assertThat(log).isEmpty();
        assertThat(calls.made()).isEqualTo(10_000);
    }

    @Test
    void look_whenTheWatchItselfComesLate_shouldCountThatForNobody() {
        int begun = calls.beginTimed(7);
        time.suspend(60_000);
        time.pass(5);
        calls.endTimed(begun);
        time.pass(1_000);
        assertThat(log).isEmpty();
    }

    @Test
    void look_whenItIsOff_shouldSayNothing() {
        watch.times(WatchTimes.OFF);
        calls.begin(7);
        time.pass(60_000);
        assertThat(log).isEmpty();
        watch.times(WatchTimes.DEFAULTS);
        time.pass(400);
        assertThat(log).containsExactly("a late hook7 with stack");
    }

    @Test
    void end_whenATimedCallTookLong_shouldTellOfASlowOneOnce() {
        int begun = calls.beginTimed(7);
        time.pass(130);
        calls.endTimed(begun);
        time.pass(500);
        assertThat(log).containsExactly("a slow hook7");
        assertThat(calls.nanos()).isEqualTo(130_000_000L);
    }

    @Test
    void look_whenAnUntimedCallTookLong_shouldTellOfASlowOneOnce() {
        calls.end(calls.begin(7)); // the first of 64 is timed
        int begun = calls.begin(7);
        time.pass(130);
        calls.end(begun);
        time.pass(500);
        assertThat(log).containsExactly("a slow hook7");
    }

    @Test
    void walk_whenOneOfItsCallsGoesOn_shouldNameThatOneAfterItsOwnTime() {
        LoopCalls second = new LoopCalls(mark, new Owner("b"));
        int walk = mark.beginWalk();
        calls.endStep(calls.beginStep(walk, 1));
        int begun = second.beginStep(walk, 1);
        assertThat(calls.isBusy()).isFalse();
        assertThat(second.isBusy()).isTrue();
        time.pass(200);
        assertThat(log).isEmpty();
        time.pass(2_000);
        assertThat(log)
                .containsExactly("b late hook1 with stack", "b stuck hook1", "given up: loop, hook1 did not return");
        second.endStep(begun);
        mark.endWalk(walk);
        assertThat(second.isBusy()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void walk_whenItsCallsAreSlowOneAfterTheOther_shouldCountEachForItself() {
        LoopCalls second = new LoopCalls(mark, new Owner("b"));
        for (int round = 0; round < 2; round++) { // the first of each is timed, the second is not
            log.clear();
            int walk = mark.beginWalk();
            for (LoopCalls each : List.of(calls, second)) {
                int begun = each.beginStep(walk, 1);
                time.pass(170);
                each.endStep(begun);
            }
            mark.endWalk(walk);
            time.pass(500);
            assertThat(log).as("round %s", round).containsExactlyInAnyOrder("a slow hook1", "b slow hook1");
        }
        assertThat(calls.nanos()).isEqualTo(170_000_000L << 6);
    }

    @Test
    void walk_whenOneLeavesAnInterruptAndCallsThatNeverEnded_shouldKeepThemFromTheNext() {
        LoopCalls second = new LoopCalls(mark, new Owner("b"));
        LoopCalls within = new LoopCalls(mark, new Owner("c"));
        int walk = mark.beginWalk();
        int begun = calls.beginStep(walk, 1);
        within.begin(2); // its end had no stack
        Thread.currentThread().interrupt();
        calls.endStep(begun);
        int next = second.beginStep(walk, 1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(within.isBusy()).isFalse();
        int nested = within.begin(2);
        assertThat(within.isBusy()).isTrue();
        within.end(nested);
        second.endStep(next);
        mark.endWalk(walk);
        assertThat(mark.word()).isEqualTo(LoopMark.IDLE);
        time.pass(5_000);
        assertThat(log).isEmpty();
    }

    @Test
    void walk_whenItIsWithinACall_shouldBlameTheStepThatKeptTheLoop() {
        LoopCalls second = new LoopCalls(mark, new Owner("b"));
        int outer = calls.begin(1);
        int walk = mark.beginWalk();
        second.endStep(second.beginStep(walk, 3));
        int begun = second.beginStep(walk, 2);
        time.pass(300);
        second.endStep(begun);
        mark.endWalk(walk);
        calls.end(outer);
        assertThat(log).containsExactly("b late hook2 with stack");
    }

    @Test
    void look_whenACallIsWithinAnother_shouldBlameTheInnerOneAndThenTheOuter() {
        LoopCalls inner = new LoopCalls(mark, new Owner("b"));
        int outer = calls.begin(1);
        int begun = inner.begin(2);
        time.pass(300);
        inner.end(begun);
        time.pass(2_000);
        assertThat(log)
                .containsExactly("b late hook2 with stack", "a stuck hook1", "given up: loop, hook1 did not return");
        calls.end(outer);
        time.pass(100);
        assertThat(mark.word()).isEqualTo(LoopMark.IDLE);
    }

    @Test
    void look_whenAShortCallIsWithinALongOne_shouldBlameTheLongOne() {
        LoopCalls inner = new LoopCalls(mark, new Owner("b"));
        int outer = calls.begin(1);
        for (int i = 0; i < 300; i++) {
            int begun = inner.begin(2);
            time.pass(10);
            inner.end(begun);
        }
        assertThat(log)
                .containsExactly("a late hook1 with stack", "a stuck hook1", "given up: loop, hook1 did not return");
        assertThat(calls.isBusy()).as("it is in there, whatever is within").isTrue();
        calls.end(outer);
    }

    @Test
    void look_whenALongCallIsWithinAYoungerOuterOne_shouldBlameItAlone() {
        LoopCalls inner = new LoopCalls(mark, new Owner("b"));
        int outer = calls.begin(1);
        time.pass(200);
        int begun = inner.begin(2);
        time.pass(2_300);
        assertThat(log)
                .startsWith("a late hook1 with stack")
                .contains("b stuck hook2")
                .doesNotContain("a stuck hook1");
        assertThat(inner.isBusy()).isTrue();
        assertThat(calls.isBusy()).isTrue();
        inner.end(begun);
        calls.end(outer);
    }

    @Test
    void end_whenASlowCallIsWithinATimedOne_shouldTellOfTheInnerOneOnly() {
        LoopCalls inner = new LoopCalls(mark, new Owner("b"));
        int outer = calls.beginTimed(1);
        time.pass(20);
        int begun = inner.beginTimed(2);
        time.pass(130);
        inner.endTimed(begun);
        time.pass(20);
        calls.endTimed(outer);
        time.pass(500);
        assertThat(log).containsExactly("b slow hook2");
        assertThat(calls.nanos()).isEqualTo(170_000_000L);
    }

    @Test
    void end_whenAnInnerEndWasNeverReached_shouldForgetTheInnerCall() {
        LoopCalls inner = new LoopCalls(mark, new Owner("b"));
        int outer = calls.begin(1);
        inner.begin(2);
        calls.end(outer);
        assertThat(inner.isBusy()).isFalse();
        assertThat(calls.isBusy()).isFalse();
    }

    @Test
    void begin_whenTheOwnerClosed_shouldMakeNoCall() {
        calls.close();
        assertThat(calls.begin(1)).isEqualTo(LoopCalls.NOT_MADE);
        assertThat(calls.beginTimed(1)).isEqualTo(LoopCalls.NOT_MADE);
        calls.open();
        calls.end(calls.begin(1));
        assertThat(calls.made()).isOne();
    }

    @Test
    void forget_whenACallGoesOn_shouldStillGiveUpTheLoop() {
        calls.begin(7);
        time.pass(60);
        calls.forget();
        time.pass(2_500);
        assertThat(log).contains("given up: loop, hook7 did not return");
    }

    @Test
    void end_whenCallsWereNestedTooDeep_shouldFindTheWayBack() {
        int[] begun = new int[100];
        for (int i = 0; i < 100; i++) {
            begun[i] = calls.begin(i);
        }
        for (int i = 99; i >= 0; i--) {
            calls.end(begun[i]);
        }
        assertThat(mark.word()).isEqualTo(LoopMark.IDLE);
        assertThat(calls.isBusy()).isFalse();
    }

    @Test
    void end_whenForeignCodeLeftAnInterrupt_shouldClearIt() {
        int begun = calls.begin(7);
        Thread.currentThread().interrupt();
        calls.end(begun);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void look_whenListenersRunOutOfMemory_shouldGoOnWithTheOthersAndTryAgain() {
        List<String> ends = new ArrayList<>();
        LoopWatch other = new LoopWatch(time, time, (stuck, why) -> {
            ends.add(stuck.name());
            if (ends.size() == 1) {
                throw new OutOfMemoryError("planned");
            }
        });
        LoopMark first = other.watch(time.newLoop("first"));
        LoopMark second = other.watch(time.newLoop("second"));
        Owner unable = new Owner("unable") {
            @Override
            public void late(String call, long nanos, StackTraceElement[] stack) {
                throw new OutOfMemoryError("planned");
            }
        };
        watch.stop();
        other.times(WatchTimes.DEFAULTS);
        new LoopCalls(first, unable).beginTimed(1);
        new LoopCalls(second, new Owner("b")).beginTimed(2);
        time.pass(3_000);
        assertThat(log).contains("b late hook2 with stack");
        assertThat(ends)
                .startsWith("first", "second")
                .containsOnlyOnce("second")
                .contains("first");
        assertThat(ends.stream().filter("first"::equals)).hasSize(2);
        other.stop();
    }
}
