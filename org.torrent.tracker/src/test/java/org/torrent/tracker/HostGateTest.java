package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HostGate gate = new HostGate();
    private long now = Long.MAX_VALUE - SECOND / 2;

    @ParameterizedTest
    @CsvSource({
        "http://T.example/announce, t.example",
        "udp://me:secret@t.example:80/announce, t.example:80",
        "http://[2001:db8::1]:80?x, [2001:db8::1]:80",
        "' https://t.example#x ', t.example",
        "nonsense, nonsense",
        "http://, ''",
        "'', ''"
    })
    void hostOf_whenAUrlIsGiven_shouldTellWhatHasAGate(String url, String host) {
        assertThat(HostGate.hostOf(url)).isEqualTo(host);
    }

    @Test
    void started_whenManyWant_shouldKeepThePace() {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            now += gate.waitNanos(now);
            gate.started(now);
            gate.ended();
            starts.add(now);
        }
        for (int i = 0; i < starts.size(); i++) {
            long from = starts.get(i);
            long inASecond = starts.stream()
                    .filter(at -> at - from >= 0 && at - from < SECOND)
                    .count();
            assertThat(inASecond).isLessThanOrEqualTo(Limits.PER_HOST_A_SECOND + Limits.PER_HOST_BURST + 1);
        }
        assertThat(starts.get(99) - starts.get(0)).isGreaterThan(7 * SECOND);
        assertThat(gate.isOfNoInterest(now)).isFalse();
        assertThat(gate.isOfNoInterest(now + SECOND)).isTrue();
    }

    @Test
    void hasRoom_whenAsManyAreAskedAsMayBe_shouldBeFalse() {
        for (int i = 0; i < Limits.PER_HOST; i++) {
            assertThat(gate.hasRoom()).isTrue();
            gate.started(now);
        }
        assertThat(gate.hasRoom()).isFalse();
        gate.ended();
        assertThat(gate.hasRoom()).isTrue();
    }

    @Test
    void failed_whenItFailsAgainAndAgain_shouldCloseForLongerEachTimeUntilItAnswers() {
        for (int i = 1; i < Limits.HOST_FAILURES; i++) {
            assertThat(gate.failed(now)).isFalse();
        }
        assertThat(gate.closedNanos(now)).isZero();
        for (long pause : new long[] {15, 30, 60, 120, 240, 480, 960, 1_800, 1_800}) {
            assertThat(gate.failed(now)).isTrue();
            assertThat(gate.failed(now)).as("one that went out before").isFalse();
            assertThat(gate.closedNanos(now)).isEqualTo(pause * SECOND);
            now += pause * SECOND;
            assertThat(gate.closedNanos(now)).isZero();
            assertThat(gate.hasRoom()).isTrue();
            gate.started(now);
            assertThat(gate.hasRoom()).as("one tries, the others wait").isFalse();
            gate.ended();
        }
        assertThat(gate.answered()).isTrue();
        assertThat(gate.answered()).isFalse();
        assertThat(gate.closedNanos(now)).isZero();
    }

    @Test
    void failed_whenSomeAnswerInBetween_shouldNeverClose() {
        for (int i = 0; i < 10 * Limits.HOST_FAILURES; i++) {
            assertThat(gate.failed(now)).isFalse();
            assertThat(gate.answered()).isFalse();
        }
    }
}
