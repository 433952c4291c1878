package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.testkit.ports.sim.Simulation;

/** Ten thousand torrents that start at the same moment, at one tracker. */
class LockstepTest {
    private static final int TORRENTS = 10_000;
    private static final int INTERVAL_SECONDS = 1_800;
    private static final int HOURS = 2;
    private static final AnnounceOptions OPTIONS =
            new AnnounceOptions(50, Duration.ofSeconds(20), Duration.ofSeconds(3), 8);

    private final Simulation simulation = new Simulation(42);
    private final EventLoop loop = simulation.newLoop("tracker");
    private final int[] perSecond = new int[HOURS * 3_600 + 1];
    private final Map<InfoHash, Long> firstSeconds = new HashMap<>();
    private final Map<InfoHash, Long> lastSeconds = new HashMap<>();
    private long longestGapSeconds;
    private double failing;

    /** Answers after a while, or says that it has too much to do. */
    private final class Tracker503 implements TrackerProtocol {
        private final RandomGenerator random = simulation.random("503");

        @Override
        public List<String> schemes() {
            return List.of("http");
        }

        @Override
        public Call announce(AnnounceRequest request) {
            CompletableFuture<AnnounceAnswer> answer = new CompletableFuture<>();
            perSecond[(int) simulation.elapsed().toSeconds()]++;
            boolean fails = random.nextDouble() < failing;
            loop.schedule(() -> end(request, answer, fails), 50_000_000L);
            return new Call() {
                @Override
                public CompletionStage<AnnounceAnswer> answer() {
                    return answer;
                }

                @Override
                public void cancel() {
                    answer.cancel(false);
                }
            };
        }

        private void end(AnnounceRequest request, CompletableFuture<AnnounceAnswer> answer, boolean fails) {
            if (fails) {
                answer.completeExceptionally(new TrackerException("answers with HTTP status 503"));
                return;
            }
            long now = simulation.elapsed().toSeconds();
            InfoHash torrent = request.torrent().infoHash();
            firstSeconds.putIfAbsent(torrent, now);
            Long before = lastSeconds.put(torrent, now);
            longestGapSeconds = Math.max(longestGapSeconds, before == null ? 0 : now - before);
            answer.complete(
                    new AnnounceAnswer(INTERVAL_SECONDS, -1, 1, 2, new byte[0], Optional.empty(), List.of(), false));
        }
    }

    private void start() {
        TrackerSource source = new TrackerSource(
                loop, simulation, simulation.randomness("trackers"), OPTIONS, List.of(new Tracker503()));
        for (int i = 0; i < TORRENTS; i++) {
            source.search(new QuietSwarm(i));
        }
    }

    private void run(double share) {
        failing = share;
        start();
        simulation.runFor(Duration.ofHours(HOURS));
    }

    private double peakToMean() {
        double mean = Arrays.stream(perSecond).sum() / (HOURS * 3_600.0);
        int peak = Arrays.stream(perSecond).max().orElseThrow();
        return peak / mean;
    }

    @Test
    void announces_whenTheTrackerFailsHalfTheTime_shouldBeSpreadAndNoneBeLost() {
        run(0.5);
        assertThat(peakToMean()).isLessThanOrEqualTo(3);
        assertThat(firstSeconds.size()).isEqualTo(TORRENTS);
        assertThat(Collections.max(firstSeconds.values())).isLessThanOrEqualTo(2L * INTERVAL_SECONDS);
        assertThat(longestGapSeconds).isLessThanOrEqualTo(3 * INTERVAL_SECONDS);
        assertThat(Collections.min(lastSeconds.values())).isGreaterThan(3_600L);
    }

    @Test
    void announces_whenTheTrackerAnswers_shouldBeSpreadAllTheSame() {
        run(0);
        assertThat(peakToMean()).isLessThanOrEqualTo(3);
        assertThat(firstSeconds.size()).isEqualTo(TORRENTS);
        assertThat(longestGapSeconds).isLessThanOrEqualTo(INTERVAL_SECONDS * 3L / 2);
    }

    @Test
    void announces_whenTheTrackerIsDownForAnHour_shouldLeaveItAloneAndBeBackSoon() {
        failing = 1;
        start();
        simulation.runFor(Duration.ofHours(1));
        int inTheHour = Arrays.stream(perSecond).sum();
        assertThat(inTheHour).as("of all torrents together").isLessThan(45);
        failing = 0;
        simulation.runFor(Duration.ofMinutes(50)); // what it is left alone for, and 10,000 announces at its pace
        assertThat(firstSeconds.size()).isEqualTo(TORRENTS);
    }

    /** A torrent that nobody looks at. */
    private record QuietSwarm(int number) implements Swarm {
        @Override
        public InfoHash infoHash() {
            byte[] bytes = new byte[InfoHash.LENGTH];
            bytes[0] = (byte) (number >> 8);
            bytes[1] = (byte) number;
            return InfoHash.of(bytes);
        }

        @Override
        public PeerId peerId() {
            return PeerId.of(new byte[20]);
        }

        @Override
        public int listenPort() {
            return 6881;
        }

        @Override
        public List<List<String>> trackers() {
            return List.of(List.of("http://tracker.example/announce"));
        }

        @Override
        public boolean isPrivate() {
            return false;
        }

        @Override
        public long uploadedBytes() {
            return 0;
        }

        @Override
        public long downloadedBytes() {
            return 0;
        }

        @Override
        public long leftBytes() {
            return 1;
        }

        @Override
        public void found(Collection<InetSocketAddress> peers, String origin) {
            // there are none
        }

        @Override
        public void failed(String origin, String message) {
            // it is tried again
        }

        @Override
        public void succeeded(String origin, int seeds, int leechers, int peers) {
            // counted at the tracker
        }
    }
}
