package org.torrent.session.plugin.chain;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.spi.runtime.Clock;

/**
 * Tasks of one plugin that are due on one torrent's loop. Some of them run in a turn, then whatever else has come to the loop
 * has its own: a plugin with many tasks waits for itself. Any thread.
 */
final class DueTasks {
    private final Supplier<EngineTorrent> torrent; // gives null once the plugin or the torrent left
    private final Clock clock;
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean posted = new AtomicBoolean();

    DueTasks(Supplier<EngineTorrent> torrent, Clock clock) {
        this.torrent = torrent;
        this.clock = clock;
    }

    /** Runs it in one of the next turns, after those that were due before. */
    void add(Runnable task) {
        due.add(task);
        post();
    }

    private void post() {
        EngineTorrent current = torrent.get();
        if (current != null && posted.compareAndSet(false, true)) {
            current.post(PluginCall.TASK, this::turn);
        }
    }

    private void turn() {
        posted.set(false);
        long begun = clock.nowNanos();
        for (int ran = 0; ran < PluginLimits.TASKS_PER_TURN; ran++) {
            Runnable next = due.poll();
            if (next == null) {
                return;
            }
            next.run();
            if (clock.nowNanos() - begun > PluginLimits.TASK_TURN_NANOS) {
                break;
            }
        }
        if (!due.isEmpty()) {
            post();
        }
    }
}
