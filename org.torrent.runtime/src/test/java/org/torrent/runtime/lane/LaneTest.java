package org.torrent.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;

class LaneTest {
    private static final LaneLimits LIMITS = new LaneLimits(1_000, 4, 100, 2);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger threads = new AtomicInteger();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final Lane lane = new Lane("lane", threads(), clock(), LIMITS, owner());

    @AfterEach
    void end() {
        mayReturn.countDown();
        assertThat(lane.close(30_000)).isTrue();
    }

    private Threads threads() {
        Threads shipped = new PlatformThreads(new SystemClock());
        return name -> {
            threads.incrementAndGet();
            return shipped.newLoop(name);
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public long nowNanos() {
                return now.get();
            }

            @Override
            public long wallMillis() {
                return 0;
            }
        };
    }

    private LaneOwner owner() {
        return new LaneOwner() {
            @Override
            public void failed(LaneTask task, Throwable error) {
                if (task.label().equals("unspeakable")) {
                    throw new OutOfMemoryError("no memory to count it");
                }
                log.add(task.label() + " failed " + error.getMessage());
            }

            @Override
            public void ran(LaneTask task, long nanos) {
                log.add(task.label() + " ran " + nanos);
            }

            @Override
            public void late(LaneTask task, long nanos) {
                log.add(task.label() + " late");
            }

            @Override
            public void forgotten(int messages) {
                log.add("forgotten " + messages);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Occupies the lane until {@link #mayReturn}. */
    private void block() {
        CountDownLatch inside = new CountDownLatch(1);
        lane.offer(LaneTask.event("blocks", () -> {
            inside.countDown();
            await(mayReturn);
        }));
        await(inside);
    }

    private boolean message(String source, int bytes) {
        return lane.offer(LaneTask.message("message", source, bytes, () -> {}));
    }

    /** Everything queued so far ran. */
    private void drain() {
        CountDownLatch done = new CountDownLatch(1);
        lane.offer(LaneTask.event("last", done::countDown));
        await(done);
    }

    @Test
    void offer_whenNothingWasOffered_shouldHaveNoThread() {
        assertThat(threads).hasValue(0);
        drain();
        drain();
        assertThat(threads).hasValue(1);
    }

    @Test
    void offer_whenTasksWait_shouldRunThemOneByOneInOrder() {
        block();
        for (int i = 0; i < 3; i++) {
            String label = "task" + i;
            lane.offer(LaneTask.event(label, () -> log.add(label)));
        }
        mayReturn.countDown();
        drain();
        assertThat(log).containsSubsequence("blocks ran 0", "task0", "task0 ran 0", "task1", "task1 ran 0", "task2");
    }

    @Test
    void offer_whenASourceHasItsShare_shouldDropItsMessagesOnly() {
        block();
        assertThat(message("a", 1)).isTrue();
        assertThat(message("a", 1)).isTrue();
        assertThat(message("a", 1)).isFalse();
        assertThat(message("b", 1)).isTrue();
        assertThat(lane.offer(LaneTask.event("event", () -> {}))).isTrue();
    }

    @Test
    void offer_whenTheLaneIsFull_shouldDropMessagesButNoEvents() {
        block();
        for (String source : List.of("a", "b", "c", "d")) {
            assertThat(message(source, 1)).isTrue();
        }
        assertThat(message("e", 1)).isFalse();
        assertThat(lane.offer(LaneTask.event("event", () -> {}))).isTrue();
    }

    @Test
    void offer_whenTheBytesAreTooMany_shouldDrop() {
        block();
        assertThat(message("a", 60)).isTrue();
        assertThat(message("b", 41)).isFalse();
        assertThat(message("b", 40)).isTrue();
    }

    @Test
    void offer_whenWhatWaitedRan_shouldHaveRoomAgain() {
        block();
        message("a", 50);
        message("a", 50);
        mayReturn.countDown();
        drain();
        assertThat(message("a", 100)).isTrue();
    }

    @Test
    void run_whenATaskThrows_shouldTellTheOwnerAndGoOn() {
        lane.offer(LaneTask.event("throws", () -> {
            throw new NoClassDefFoundError("planned");
        }));
        drain();
        assertThat(log).startsWith("throws failed planned", "throws ran 0");
    }

    @Test
    void run_whenTheOwnerRunsOutOfMemory_shouldGoOn() {
        lane.offer(LaneTask.event("unspeakable", () -> {
            throw new OutOfMemoryError("planned");
        }));
        drain();
        drain();
        assertThat(log).contains("last ran 0").doesNotContain("unspeakable failed planned");
    }

    @Test
    void run_whenATaskIsLate_shouldTellTheOwner() {
        lane.offer(LaneTask.event("slow", () -> now.addAndGet(1_001)));
        drain();
        assertThat(log).startsWith("slow ran 1001", "slow late");
    }

    @Test
    void overdue_whenACallGoesOn_shouldNameItAfterTheDeadline() {
        block();
        assertThat(lane.isBusy()).isTrue();
        assertThat(lane.overdue(1_000)).isNull();
        assertThat(lane.overdue(1_001)).isEqualTo("blocks");
    }

    @Test
    void abandon_whenACallGoesOn_shouldNotWaitAndForgetTheRest() {
        block();
        message("a", 1);
        message("b", 1);
        now.set(5_000);
        lane.abandon();
        assertThat(log).containsExactly("forgotten 2");
        assertThat(message("a", 1)).isFalse();
        assertThat(lane.isBusy()).isTrue();
        mayReturn.countDown();
        assertThat(lane.close(30_000)).isTrue();
        assertThat(log).containsExactly("forgotten 2", "blocks ran 5000"); // and nobody says late
    }

    @Test
    void close_whenACallGoesOnBeyond_shouldSaySo() {
        block();
        assertThat(lane.close(1)).isFalse();
    }

    @Test
    void close_whenCalledOnTheLane_shouldNotWaitForItself() {
        CountDownLatch closed = new CountDownLatch(1);
        lane.offer(LaneTask.event("closes", () -> {
            log.add("closed " + lane.close(60_000));
            closed.countDown();
        }));
        await(closed);
        assertThat(log).contains("closed true");
    }

    @Test
    void drain_whenTasksWait_shouldRunThemThenEnd() {
        block();
        message("a", 1);
        mayReturn.countDown();
        assertThat(lane.drain(30_000)).isTrue();
        assertThat(log).contains("message ran 0");
        assertThat(message("a", 1)).isFalse();
    }

    @Test
    void limits_whenTheyLetNothingThrough_shouldRefuse() {
        assertThatThrownBy(() -> new LaneLimits(1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LaneLimits(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LaneTask("x", null, 1, () -> {})).isInstanceOf(IllegalArgumentException.class);
    }
}
