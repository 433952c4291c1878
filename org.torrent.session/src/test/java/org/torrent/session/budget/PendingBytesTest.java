package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PendingBytesTest {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private final PendingBytes pending = new PendingBytes(64 * MIB, 2 * MIB);

    @Test
    void add_whenTheSessionIsIdle_shouldStopAtTheMaximumOfOneConnection() {
        PendingBytes.Account one = pending.open();
        assertThat(one.add(2 * MIB)).isFalse();
        assertThat(one.add(1)).isTrue();
        assertThat(one.remove(MIB - 1)).isFalse();
        assertThat(one.isLow()).isFalse();
        assertThat(one.remove(2)).isTrue();
        assertThat(one.isLow()).isTrue();
    }

    @Test
    void add_whenManyConnectionsFloodAndNothingIsWorkedThrough_shouldStopBelowTheWhole() {
        List<PendingBytes.Account> flood = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            flood.add(pending.open());
        }
        boolean[] stopped = new boolean[500];
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 500; i++) {
                if (!stopped[i]) {
                    stopped[i] = flood.get(i).add(16 * KIB);
                }
            }
        }
        assertThat(stopped).doesNotContain(false);
        assertThat(pending.sum()).isLessThanOrEqualTo(64 * MIB + 500 * 16 * KIB);
    }

    @Test
    void add_whenTheWholeFillsUp_shouldStopTheHeaviestFirst() {
        List<PendingBytes.Account> heavy = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PendingBytes.Account account = pending.open();
            heavy.add(account);
            account.add(MIB + MIB / 2);
        }
        PendingBytes.Account light = pending.open();
        assertThat(heavy.get(0).add(1)).isTrue();
        assertThat(light.add(256 * KIB)).isFalse();
        for (PendingBytes.Account each : heavy) {
            each.remove(MIB);
        }
        assertThat(heavy.get(0).isLow()).isTrue();
    }

    @Test
    void remove_whenAllWasWorkedThrough_shouldLetItGoOnHoweverFullTheWholeIs() {
        PendingBytes.Account other = pending.open();
        other.add(200 * MIB);
        PendingBytes.Account one = pending.open();
        assertThat(one.add(KIB)).isTrue();
        assertThat(one.remove(KIB)).isTrue();
    }

    @Test
    void sum_whenMessagesAreSmall_shouldCountWholeChunksAndComeBackToZero() {
        PendingBytes.Account one = pending.open();
        for (int i = 0; i < 100; i++) {
            one.add(100);
        }
        assertThat(pending.sum()).isEqualTo(PendingBytes.CHUNK_BYTES);
        for (int i = 0; i < 100; i++) {
            one.remove(100);
        }
        assertThat(pending.sum()).isZero();
    }

    @Test
    @Timeout(60)
    void sum_whenIoThreadsAndLoopsRace_shouldEndAtZero() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int pair = 0; pair < 2; pair++) {
            PendingBytes.Account account = pending.open();
            running.add(threads.submit(() -> change(account, 1)));
            running.add(threads.submit(() -> change(account, -1)));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        assertThat(pending.sum()).isZero();
    }

    private static void change(PendingBytes.Account account, int sign) {
        SplittableRandom sizes = new SplittableRandom(3); // the same for both sides
        for (int i = 0; i < 50_000; i++) {
            int bytes = sizes.nextInt(40 * KIB);
            if (sign > 0) {
                account.add(bytes);
            } else {
                account.remove(bytes);
            }
        }
    }
}
