package org.torrent.session.plugin.entry;

import java.util.concurrent.atomic.AtomicLong;

/** What a plugin did and cost. Any thread. */
public final class PluginMeter {
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong timeNanos = new AtomicLong();

    /** A call was made. */
    public void called(long nanos) {
        calls.incrementAndGet();
        timeNanos.addAndGet(Math.max(0, nanos));
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
        return calls.get();
    }

    /** Calls that went wrong. */
    public long errors() {
        return errors.get();
    }

    /** Messages dropped. */
    public long droppedCount() {
        return dropped.get();
    }

    /** Time its calls took. */
    public long timeNanos() {
        return timeNanos.get();
    }
}
