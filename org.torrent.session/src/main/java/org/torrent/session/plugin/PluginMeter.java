package org.torrent.session.plugin;

import java.util.concurrent.atomic.AtomicLong;

/** What a plugin did and cost. Any thread. */
final class PluginMeter {
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong timeNanos = new AtomicLong();

    void called(long nanos) {
        calls.incrementAndGet();
        timeNanos.addAndGet(Math.max(0, nanos));
    }

    void failed() {
        errors.incrementAndGet();
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    void dropped(int count) {
        dropped.addAndGet(count);
    }

    long calls() {
        return calls.get();
    }

    long errors() {
        return errors.get();
    }

    long droppedCount() {
        return dropped.get();
    }

    long timeNanos() {
        return timeNanos.get();
    }
}
