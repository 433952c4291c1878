package org.torrent.session.plugin.chain;

import java.util.concurrent.atomic.AtomicReference;
import org.torrent.ext.api.ScheduledTask;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.HookIds;

/** A task of a plugin's that waits for its time; it ends with the plugin or the torrent's life. Any thread. */
final class RevocableTask implements ScheduledTask, Lent {
    private final FullPluginEntry entry;
    private final TorrentEpoch epoch;
    private final LoopMark mark;
    private final AtomicReference<Runnable> task; // null once it ran or is not wanted any more
    private volatile Runnable timer = () -> {}; // forgets it

    private RevocableTask(FullPluginEntry entry, TorrentEpoch epoch, LoopMark mark, Runnable task) {
        this.entry = entry;
        this.epoch = epoch;
        this.mark = mark;
        this.task = new AtomicReference<>(task);
    }

    /** Null when the plugin has too many. */
    static RevocableTask schedule(
            FullPluginEntry entry, TorrentEpoch epoch, EngineTorrent torrent, long delayNanos, Runnable task) {
        RevocableTask waiting = new RevocableTask(entry, epoch, torrent.mark(), task);
        if (!entry.tasks().add(waiting)) {
            return null;
        }
        epoch.lend(waiting);
        waiting.timer = torrent.postLater(PluginCall.TASK, waiting::run, delayNanos);
        if (waiting.task.get() == null) { // it ended meanwhile
            waiting.timer.run();
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
            epoch.forget(this);
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
