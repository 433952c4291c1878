package org.torrent.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

class NappingLoopTest {
    private final AtomicLong nowNanos = new AtomicLong();
    private final EventLoop loop = PlatformThreads.napping(new StillClock()).newLoop("test-loop");

    @AfterEach
    void stop() {
        assertThat(loop.shutdown(5000)).isTrue();
    }

    @Test
    void execute_shouldRunInOrderOnTheLoop() throws Exception {
        List<Integer> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> {
                assertThat(loop.inLoop()).isTrue();
                seen.add(number);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isSorted().hasSize(1000);
    }

    @Test
    void execute_whenATaskThrows_shouldGoOn() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        loop.execute(done::countDown);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void schedule_shouldRunTheEarlierFirstAndNotTheCancelled() throws Exception {
        List<String> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        loop.schedule(() -> seen.add("cancelled"), 1_000_000).cancel();
        loop.schedule(
                () -> {
                    seen.add("late");
                    done.countDown();
                },
                20_000_000);
        loop.schedule(
                () -> {
                    seen.add("early");
                    done.countDown();
                },
                10_000_000);

        CountDownLatch known = new CountDownLatch(1);
        loop.execute(known::countDown);
        assertThat(known.await(10, TimeUnit.SECONDS)).isTrue();
        nowNanos.set(20_000_000);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly("early", "late");
    }

    @Test
    void shutdown_shouldRunWhatIsQueuedFirst() {
        EventLoop other = PlatformThreads.napping(new SystemClock()).newLoop("other");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            other.execute(() -> seen.add(number));
        }
        assertThat(other.shutdown(5000)).isTrue();
        assertThat(seen).hasSize(100);
    }

    private final class StillClock implements Clock {
        @Override
        public long nowNanos() {
            return nowNanos.get();
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}
