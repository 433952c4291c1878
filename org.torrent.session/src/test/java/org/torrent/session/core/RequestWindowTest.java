package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.torrent.model.PieceLayout;

class RequestWindowTest {
    private static final int BLOCK = PieceLayout.BLOCK_BYTES;
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;

    private final RequestWindow window = new RequestWindow();
    private final ArrayDeque<Long> arrivals = new ArrayDeque<>();
    private long now;
    private long lineFree;

    @Test
    void target_whenNew_shouldBeFour() {
        assertThat(window.target(0)).isEqualTo(RequestWindow.REQUESTS_MIN);
    }

    @Test
    void target_whenFarAndFast_shouldReachTheLinesRate() {
        window.reqq(2000);

        exchange(100_000_000, 300 * MILLISECOND, 15 * SECOND);

        assertThat(exchange(100_000_000, 300 * MILLISECOND, 5 * SECOND)).isGreaterThan(475_000_000L);
    }

    @Test
    void target_whenLoopback_shouldReachTheLinesRateAtOnce() {
        window.reqq(500);

        exchange(1_000_000_000, MILLISECOND / 10, SECOND / 20);

        assertThat(exchange(1_000_000_000, MILLISECOND / 10, SECOND)).isGreaterThan(980_000_000L);
    }

    @Test
    void target_whenFartherThanASecond_shouldReachTheLinesRate() {
        window.reqq(2000);

        exchange(5_000_000, 2 * SECOND, 60 * SECOND);

        assertThat(exchange(5_000_000, 2 * SECOND, 10 * SECOND)).isGreaterThan(47_500_000L);
    }

    @Test
    void target_whenSlow_shouldQueueAboutASecond() {
        exchange(200_000, 50 * MILLISECOND, 120 * SECOND);

        assertThat(window.target(0)).isBetween(10, 16);
    }

    @Test
    void target_whenSlow_shouldNotOvershootMuch() {
        int most = 0;
        for (int i = 0; i < 60; i++) {
            exchange(200_000, 50 * MILLISECOND, SECOND);
            most = Math.max(most, window.outstanding());
        }

        assertThat(most).isLessThan(80);
    }

    @Test
    void target_whenTheLineGetsFaster_shouldFollow() {
        window.reqq(2000);
        exchange(100_000, 200 * MILLISECOND, 60 * SECOND);

        exchange(20_000_000, 200 * MILLISECOND, 30 * SECOND);

        assertThat(exchange(20_000_000, 200 * MILLISECOND, SECOND)).isGreaterThan(19_000_000L);
    }

    @Test
    void target_whenAskedAgainAfterAPause_shouldBeginWhereItWas() {
        window.reqq(2000);
        exchange(50_000_000, 100 * MILLISECOND, 10 * SECOND);
        while (window.outstanding() > 0) {
            now = arrivals.removeFirst();
            window.onBlock(BLOCK, now);
        }
        now += 60 * SECOND;

        exchange(50_000_000, 100 * MILLISECOND, 0);

        assertThat(window.outstanding()).isGreaterThan(300);
    }

    @Test
    void target_whenPeerLimits_shouldKeepToItsReqq() {
        exchange(100_000_000, MILLISECOND, SECOND);
        assertThat(window.target(0)).isEqualTo(RequestWindow.REQUESTS_UNKNOWN_MAX);

        window.reqq(3);
        assertThat(window.target(0)).isEqualTo(3);
        window.reqq(1_000_000);
        assertThat(window.target(0)).isEqualTo(RequestWindow.REQUESTS_MAX);
        window.reqq(-1);
        assertThat(window.target(0)).isEqualTo(1);
    }

    @Test
    void target_whenUnderPressure_shouldShrink() {
        assertThat(window.target(0.5)).isEqualTo(2);
        assertThat(window.target(0.99)).isEqualTo(1);
        assertThat(window.target(1)).isZero();
    }

    @Test
    void target_whenSnubbed_shouldBeTwo() {
        window.onRequest(0);
        assertThat(window.isSnubbed(60 * SECOND)).isFalse();

        assertThat(window.isSnubbed(61 * SECOND)).isTrue();
        assertThat(window.target(0)).isEqualTo(RequestWindow.REQUESTS_SNUBBED);
        window.onBlock(BLOCK, 62 * SECOND);
        assertThat(window.isSnubbed(63 * SECOND)).isFalse();
        assertThat(window.target(0)).isGreaterThan(RequestWindow.REQUESTS_SNUBBED);
    }

    @Test
    void isSnubbed_whenRequestsTimeOutAndAreRepeated_shouldStillSeeTheSilence() {
        for (int i = 0; i < 4; i++) {
            window.onRequest(i * 20 * SECOND);
            window.onTimeout((i + 1) * 20 * SECOND);
        }

        assertThat(window.isSnubbed(80 * SECOND)).isTrue();
    }

    @Test
    void isSnubbed_whenEverythingWasDropped_shouldBeFalse() {
        window.onRequest(0);
        window.onDropped(SECOND);

        assertThat(window.isSnubbed(100 * SECOND)).isFalse();
    }

    @Test
    void timeoutNanos_whenNothingIsKnown_shouldBeAMinute() {
        assertThat(window.timeoutNanos()).isEqualTo(60 * SECOND);
    }

    @Test
    void timeoutNanos_whenAnswersAreQuick_shouldBeTheLeastAndDoubleWithEachTimeOut() {
        exchange(1_000_000, 50 * MILLISECOND, 20 * SECOND);
        assertThat(window.timeoutNanos()).isEqualTo(20 * SECOND);

        window.onTimeout(now);
        assertThat(window.timeoutNanos()).isEqualTo(40 * SECOND);
        for (int i = 0; i < 10; i++) {
            window.onTimeout(now);
        }
        assertThat(window.timeoutNanos()).isEqualTo(120 * SECOND);
    }

    @Test
    void timeoutNanos_whenAnswersAreSlow_shouldNeverBeShorterThanTheyTake() {
        exchange(3_000, 100 * MILLISECOND, 600 * SECOND);

        assertThat(window.timeoutNanos()).isGreaterThan(4L * BLOCK * SECOND / 3_000);
    }

    /** A peer that answers in order over a line of this rate and round trip. Returns the bytes received. */
    private long exchange(double bytesPerSecond, long roundTripNanos, long nanos) {
        long end = now + nanos;
        long bytes = 0;
        while (true) {
            while (window.outstanding() < window.target(0)) {
                window.onRequest(now);
                lineFree = Math.max(lineFree, now + roundTripNanos / 2) + (long) (BLOCK / bytesPerSecond * SECOND);
                arrivals.add(lineFree + roundTripNanos / 2);
            }
            if (arrivals.getFirst() > end) {
                now = end;
                return bytes;
            }
            now = Math.max(now, arrivals.removeFirst());
            window.onBlock(BLOCK, now);
            bytes += BLOCK;
        }
    }
}
