package org.torrent.session.plugin.chain;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.torrent.ext.api.ScheduledTask;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.ScheduledTasks;
import org.torrent.session.plugin.hook.HookIds;

/** A task of a plugin's that waits for its time or its turn; it ends with the plugin or with the context that took it. Any thread. */
final class RevocableTask implements ScheduledTask, Lent {
    private final FullPluginEntry entry;
    private final ScheduledTasks ofContext;
    private final LoopMark mark;
    private final AtomicReference<Runnable> task; // null once it ran or is not wanted any more
    private volatile Runnable timer = () -> {}; // forgets it

    private RevocableTask(FullPluginEntry entry, ScheduledTasks ofContext, LoopMark mark, Runnable task) {
        this.entry = entry;
        this.ofContext = ofContext;
        this.mark = mark;
        this.task = new AtomicReference<>(task);
    }

    /** Runs soon. False when the plugin has too many, or the context is over. */
    static boolean execute(
            FullPluginEntry entry, ScheduledTasks ofContext, DueTasks due, EngineTorrent torrent, Runnable task) {
        RevocableTask waiting = take(entry, ofContext, torrent, task);
        if (waiting != null) {
            due.add(waiting::run);
        }
        return waiting != null;
    }

    /** Null when the plugin has too many, or the context is over. */
    static RevocableTask schedule(
            FullPluginEntry entry,
            ScheduledTasks ofContext,
            DueTasks due,
            EngineTorrent torrent,
            long delayNanos,
            Runnable task) {
        RevocableTask waiting = take(entry, ofContext, torrent, task);
        if (waiting != null) {
            waiting.timer = torrent.postLater(PluginCall.TASK, () -> due.add(waiting::run), delayNanos);
            if (waiting.task.get() == null) { // it ended meanwhile
                waiting.timer.run();
            }
        }
        return waiting;
    }

    private static RevocableTask take(
            FullPluginEntry entry, ScheduledTasks ofContext, EngineTorrent torrent, Runnable task) {
        RevocableTask waiting = new RevocableTask(entry, ofContext, torrent.mark(), Objects.requireNonNull(task));
        if (!entry.tasks().add(waiting)) {
            return null;
        }
        if (!ofContext.add(waiting)) {
            entry.tasks().remove(waiting);
            return null;
        }
        return waiting;
    }

    private void run() {
        Runnable own = take();
        if (own != null) {
            entry.run(entry.calls(mark), HookIds.TASK, own);
        }
    }

    private Runnable take() {
        Runnable own = task.getAndSet(null);
        if (own != null) {
            entry.tasks().remove(this);
            ofContext.remove(this);
        }
        return own;
    }

    @Override
    public void cancel() {
        if (take() != null) {
            timer.run();
        }
    }

    @Override
    public void revoke() {
        cancel();
    }
}
