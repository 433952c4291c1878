package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What is to run later runs when the test says so. */
class BeginningTest {
    private record Task(Runnable code, long nanos) {}

    private final Deque<Task> later = new ArrayDeque<>();
    private int looks;
    private int told;
    private int settledAfter = 1;
    private final Beginning beginning = new Beginning(
            (task, nanos) -> later.add(new Task(task, nanos)), () -> looks++, () -> ++told >= settledAfter);

    private long runAll() {
        long nanos = 0;
        while (!later.isEmpty()) {
            Task task = later.poll();
            nanos += task.nanos();
            task.code().run();
        }
        return nanos;
    }

    @Test
    void now_shouldTellLongBeforeTheNextLookAndNoMoreOnceItIsSettled() {
        settledAfter = 3;
        beginning.now();
        assertThat(runAll()).isEqualTo(3 * DeployLimits.SETTLE_NANOS).isLessThan(DeployLimits.LOOK_NANOS / 10);
        assertThat(told).isEqualTo(3);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void now_whenItIsNeverSettled_shouldLeaveItToTheLooksOnceNobodyWaits() {
        settledAfter = Integer.MAX_VALUE;
        beginning.now();
        assertThat(runAll()).isEqualTo(DeployLimits.BOOT_NANOS);
    }

    @Test
    void now_whenItBegan_shouldDoNothing() {
        beginning.now();
        runAll();
        beginning.now();
        assertThat(later).isEmpty();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void atLatestIn_whenNobodySaysNow_shouldBeginAllTheSame() {
        beginning.atLatestIn(DeployLimits.CALL_NANOS);
        assertThat(looks).isZero();
        assertThat(runAll()).isEqualTo(DeployLimits.CALL_NANOS + DeployLimits.SETTLE_NANOS);
        assertThat(looks).isEqualTo(1);
    }
}
