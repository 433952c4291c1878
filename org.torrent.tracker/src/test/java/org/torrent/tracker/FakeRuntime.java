package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Time that passes when it is told to, and trackers that answer when they are told to. */
final class FakeRuntime implements SearchRuntime {
    final List<Call> calls = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    final class Call {
        final String url;
        final boolean goodbye;
        private final Consumer<Outcome> callback;
        boolean cancelled;

        Call(String url, boolean goodbye, Consumer<Outcome> callback) {
            this.url = url;
            this.goodbye = goodbye;
            this.callback = callback;
        }

        void answer(long interval, long minInterval, InetSocketAddress... peers) {
            finish(new Outcome(
                    new AnnounceAnswer(interval, minInterval, 1, 2, new byte[0], Optional.empty(), List.of(peers)),
                    null));
        }

        void fail() {
            finish(new Outcome(null, "broken"));
        }

        private void finish(Outcome outcome) {
            calls.remove(this);
            if (!cancelled) {
                callback.accept(outcome);
            }
        }

        String event() {
            int at = url.indexOf("&event=");
            return at < 0 ? "none" : url.substring(at + 7).split("&")[0];
        }

        String host() {
            return url.substring("http://".length()).split("[/?]")[0];
        }
    }

    private record Task(long at, Runnable run) {}

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        Task entry = new Task(now + delayNanos, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    @Override
    public Cancellable announce(String url, boolean goodbye, Consumer<Outcome> callback) {
        Call call = new Call(url, goodbye, callback);
        calls.add(call);
        return () -> {
            call.cancelled = true;
            calls.remove(call);
        };
    }

    @Override
    public double nextDouble() {
        return 0;
    }

    @Override
    public int nextInt(int bound) {
        return bound - 1;
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
    Call call() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls");
        }
        return calls.get(0);
    }
}
