package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accepting, dialling, handshakes, evictions and ends on many threads: nothing is lost, no bound is exceeded. */
@Timeout(60)
class ConnectionBudgetStressTest {
    private static final int THREADS = 4;
    private static final int STEPS = 20_000;

    private final ConnectionLimits limits = new ConnectionLimits(60, 4, 20, 3, 15, 2);
    private final ConnectionBudget budget = new ConnectionBudget(limits, () -> 0);

    @Test
    void leases_whenThreadsRace_shouldAddUpAndEndAtZero() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            running.add(threads.submit(() -> {
                churn(random);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        ConnectionCounts counts = budget.counts();
        assertThat(counts.connections()).isZero();
        assertThat(counts.incoming()).isZero();
        assertThat(counts.handshakes()).isZero();
        assertThat(counts.dials()).isZero();
        assertThat(counts.evicted()).isPositive();
        for (int i = 0; i < limits.dials(); i++) {
            assertThat(budget.dial("anew", InetAddress.getByAddress(new byte[] {9, 9, 9, (byte) i})))
                    .isNotNull();
        }
    }

    private void churn(SplittableRandom random) throws Exception {
        List<ConnectionLease> held = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            InetAddress remote = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) random.nextInt(40)});
            String torrent = "torrent " + random.nextInt(3);
            ConnectionLease lease =
                    switch (random.nextInt(3)) {
                        case 0 -> budget.dial(torrent, remote);
                        case 1 -> budget.accept(remote);
                        default -> null;
                    };
            if (lease != null) {
                lease.onEvicted(lease::close); // as a connection does: its end gives the lease back, too
                held.add(lease);
            } else if (!held.isEmpty()) {
                int index = random.nextInt(held.size());
                if (!held.get(index).attach(torrent) || random.nextBoolean()) {
                    held.remove(index).close();
                }
            }
            ConnectionCounts counts = budget.counts();
            assertThat(counts.connections()).isBetween(0, limits.connections());
            assertThat(counts.handshakes()).isBetween(0, limits.handshakes());
            assertThat(counts.dials()).isBetween(0, limits.dials());
        }
        held.forEach(ConnectionLease::close);
    }
}
