package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final long START = Long.MAX_VALUE - 10 * SECOND; // nanoTime may wrap

    private final RateMeter meter = new RateMeter();

    @Test
    void bytesPerSecond_whenNothingCame_shouldBeZero() {
        assertThat(meter.bytesPerSecond(START)).isZero();
    }

    @Test
    void bytesPerSecond_whenSteady_shouldBeRightFromTheStart() {
        for (int i = 1; i <= 3000; i++) {
            long now = START + i * 10 * MILLISECOND;
            meter.add(10_000, now);
            if (i >= 100) {
                assertThat(meter.bytesPerSecond(now)).isCloseTo(1_000_000L, within(40_000L));
            }
        }
        assertThat(meter.total()).isEqualTo(30_000_000);
    }

    @Test
    void bytesPerSecond_whenOneBurst_shouldNotTakeAnInstantForARate() {
        meter.add(1_000_000, START);

        assertThat(meter.bytesPerSecond(START)).isBetween(900_000L, 1_200_000L);
    }

    @Test
    void bytesPerSecond_whenSilent_shouldDecay() {
        for (int i = 0; i < 200; i++) {
            meter.add(10_000, START + i * 100 * MILLISECOND);
        }
        long end = START + 20 * SECOND;

        assertThat(meter.bytesPerSecond(end + 5 * SECOND)).isBetween(30_000L, 45_000L);
        assertThat(meter.bytesPerSecond(end + 100 * SECOND)).isZero();
    }

    @Test
    void bytesPerSecond_whenResumedAfterAPause_shouldNotCountThePause() {
        meter.add(10_000, START);
        for (int i = 0; i < 20; i++) {
            meter.add(100_000, START + 100 * SECOND + i * 100 * MILLISECOND);
        }

        assertThat(meter.bytesPerSecond(START + 102 * SECOND)).isCloseTo(1_000_000L, within(60_000L));
    }
}
