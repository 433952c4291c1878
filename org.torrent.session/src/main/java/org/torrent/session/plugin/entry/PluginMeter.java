package org.torrent.session.plugin.entry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.torrent.runtime.watch.CallTimes;
import org.torrent.runtime.watch.LoopCalls;

/** What a plugin did and cost. Any thread. */
public final class PluginMeter {
    private final List<LoopCalls> loops = new CopyOnWriteArrayList<>(); // those counted by loops themselves
    private final CallTimes times = new CallTimes(); // of those that no loop counts
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong timeNanos = new AtomicLong();

    /** A call was made. */
    public void called(long nanos) {
        calls.incrementAndGet();
        timeNanos.addAndGet(Math.max(0, nanos));
        times.add(nanos, 1);
    }

    /** A call took that long, which may not have been timed. */
    void tookAtLeast(long nanos) {
        times.atLeast(nanos);
    }

    /** These calls count too. */
    LoopCalls counting(LoopCalls more) {
        loops.add(more);
        return more;
    }

    /** A call went wrong. */
    public void failed() {
        errors.incrementAndGet();
    }

    /** A message was dropped. */
    public void dropped() {
        dropped(1);
    }

    /** So many messages were dropped. */
    public void dropped(int count) {
        dropped.addAndGet(count);
    }

    /** Calls made. */
    public long calls() {
        return calls.get() + loops.stream().mapToLong(LoopCalls::made).sum();
    }

    /** Calls that went wrong. */
    public long errors() {
        return errors.get();
    }

    /** Messages dropped. */
    public long droppedCount() {
        return dropped.get();
    }

    /** How long its calls took, each. */
    public CallTimes.Summary times() {
        return CallTimes.summary(Stream.concat(Stream.of(times), loops.stream().map(LoopCalls::times))
                .toList());
    }

    /** Time its calls took. */
    public long timeNanos() {
        return timeNanos.get() + loops.stream().mapToLong(LoopCalls::nanos).sum();
    }
}
