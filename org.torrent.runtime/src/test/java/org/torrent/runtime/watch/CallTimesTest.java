package org.torrent.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CallTimesTest {
    private final CallTimes times = new CallTimes();

    @Test
    void summary_whenNothingWasCounted_shouldBeZero() {
        assertThat(CallTimes.summary(List.of(times))).isEqualTo(new CallTimes.Summary(0, 0, 0));
        assertThat(CallTimes.summary(List.of())).isEqualTo(new CallTimes.Summary(0, 0, 0));
    }

    @Test
    void summary_shouldBeWithinAFifthOfWhatSortingSays() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            CallTimes counted = new CallTimes();
            long[] nanos = new long[1 + random.nextInt(500)];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = (long) Math.pow(2, 6 + random.nextDouble() * 29);
                counted.add(nanos[i], 1);
            }
            long[] sorted = LongStream.of(nanos).sorted().toArray();
            CallTimes.Summary summary = CallTimes.summary(List.of(counted));
            assertThat(summary.p50Nanos()).isCloseTo(sorted[(sorted.length - 1) / 2], Percentage.withPercentage(20));
            assertThat(summary.p99Nanos())
                    .isCloseTo(sorted[sorted.length - sorted.length / 100 - 1], Percentage.withPercentage(20));
            assertThat(summary.maxNanos()).isEqualTo(sorted[sorted.length - 1]);
        }
    }

    @Test
    void summary_whenACallStandsForMany_shouldCountThemAll() {
        times.add(1_000, 64);
        times.add(1_000_000, 1);
        CallTimes.Summary summary = CallTimes.summary(List.of(times));
        assertThat(summary.p50Nanos()).isCloseTo(1_000, within(200L));
        assertThat(summary.p99Nanos()).isCloseTo(1_000_000, within(200_000L));
    }

    @Test
    void summary_ofSeveral_shouldBeOfAllTheirCalls() {
        CallTimes other = new CallTimes();
        times.add(100, 49);
        other.add(1_000_000, 51);
        CallTimes.Summary summary = CallTimes.summary(List.of(times, other));
        assertThat(summary.p50Nanos()).isCloseTo(1_000_000, within(200_000L));
        assertThat(summary.maxNanos()).isEqualTo(1_000_000);
    }

    @Test
    void add_whenItIsBeyondAllBuckets_shouldTellNoMoreThanTheLongest() {
        times.add(-5, 1);
        times.add(0, 1);
        assertThat(CallTimes.summary(List.of(times)).maxNanos()).isZero();
        times.add(Long.MAX_VALUE, 10);
        times.atLeast(3);
        CallTimes.Summary summary = CallTimes.summary(List.of(times));
        assertThat(summary.maxNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(summary.p99Nanos()).isGreaterThan(60_000_000_000L);
    }
}
