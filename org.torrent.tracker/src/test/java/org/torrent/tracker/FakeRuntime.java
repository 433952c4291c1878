package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/** Time that passes when it is told to, and trackers (scheme http) that answer when they are told to. */
final class FakeRuntime implements EventLoop, Clock, TrackerProtocol {
    static final AnnounceOptions OPTIONS = new AnnounceOptions(50, Duration.ofSeconds(20), Duration.ofSeconds(3), 20);

    /** The least jitter, and shuffling that leaves everything where it is. */
    static final RandomGenerator RANDOM = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    };

    final List<Announce> calls = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private boolean running;
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    final class Announce implements TrackerProtocol.Call {
        final AnnounceRequest request;
        private final CompletableFuture<AnnounceAnswer> answer = new CompletableFuture<>();
        boolean cancelled;
        boolean isOut = true;

        Announce(AnnounceRequest request) {
            this.request = request;
        }

        @Override
        public CompletionStage<AnnounceAnswer> answer() {
            return answer;
        }

        @Override
        public boolean isOut() {
            return isOut;
        }

        @Override
        public void cancel() {
            cancelled = true;
            calls.remove(this);
        }

        void answer(long interval, long minInterval, InetSocketAddress... peers) {
            calls.remove(this);
            answer.complete(new AnnounceAnswer(
                    interval, minInterval, 1, 2, new byte[0], Optional.empty(), List.of(peers), false));
        }

        void fail() {
            fail(new TrackerException("broken"));
        }

        void fail(Throwable failure) {
            calls.remove(this);
            answer.completeExceptionally(failure);
        }

        String event() {
            return request.event() == AnnounceEvent.NONE
                    ? "none"
                    : request.event().parameter();
        }

        String host() {
            return request.url().substring("http://".length()).split("[/?]")[0];
        }
    }

    private record Task(long at, Runnable run) {}

    @Override
    public List<String> schemes() {
        return List.of("http", "https");
    }

    @Override
    public Call announce(AnnounceRequest request) {
        Announce call = new Announce(request);
        calls.add(call);
        return call;
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public long wallMillis() {
        return 0;
    }

    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
        if (!running) {
            running = true;
            for (Runnable next = mailbox.poll(); next != null; next = mailbox.poll()) {
                next.run();
            }
            running = false;
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        Task entry = new Task(now + delayNanos, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean shutdown(long timeoutMillis) {
        return true;
    }

    /** Lets time pass; tasks run when they are due. */
    void pass(long seconds) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        for (Optional<Task> due = nextBefore(end); due.isPresent(); due = nextBefore(end)) {
            tasks.remove(due.get());
            now = due.get().at();
            due.get().run().run();
        }
        now = end;
    }

    private Optional<Task> nextBefore(long end) {
        return tasks.stream()
                .filter(task -> task.at() - end <= 0)
                .min(Comparator.comparingLong(task -> task.at() - now));
    }

    /** Seconds until something is asked, by letting them pass. */
    long secondsUntilAsked() {
        for (long seconds = 0; seconds <= 200_000; seconds++) {
            if (!calls.isEmpty()) {
                return seconds;
            }
            pass(1);
        }
        throw new AssertionError("nothing is asked any more");
    }

    /** The only call there is. */
    Announce call() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls");
        }
        return calls.get(0);
    }
}
