package org.torrent.session.plugin.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.torrent.session.plugin.PluginLimits;

class RepeatLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RepeatLimiter limiter = new RepeatLimiter(PluginLimits.defaults(), 0);

    private int sendFor(int fromSecond, int seconds) {
        int sent = 0;
        for (int i = fromSecond; i < fromSecond + seconds; i++) {
            if (limiter.ready(i * SECOND)) {
                limiter.sent(i * SECOND);
                sent++;
            }
        }
        return sent;
    }

    @Test
    void ready_whenLessThanASecondPassed_shouldWait() {
        assertThat(limiter.ready(SECOND - 1)).isFalse();
        assertThat(limiter.ready(SECOND)).isTrue();
    }

    @Test
    void ready_whenThereWereSeveral_shouldComeRarely() {
        assertThat(sendFor(1, 9)).isEqualTo(5);
        assertThat(sendFor(10, 100)).isEqualTo(10);
    }

    @Test
    void ready_whenItWasQuietForLong_shouldAllowABurstAgain() {
        sendFor(1, 9);
        assertThat(sendFor(1_000, 9)).isEqualTo(5);
    }
}
