package org.torrent.session.plugin.entry;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.CallGate;
import org.torrent.session.plugin.guard.HeldBlocks;
import org.torrent.session.plugin.guard.ScheduledTasks;
import org.torrent.session.plugin.hook.SessionHook;

/** A {@link SessionPlugin} or {@link TorrentPluginFactory} while it is registered. Any thread. */
public final class FullPluginEntry extends PluginEntry {
    /** How a guarded call ended. */
    public enum Outcome {
        /** It returned. */
        DONE,
        /** It threw. */
        THREW,
        /** It was not made: the plugin left or is in quarantine. */
        SKIPPED
    }

    private final List<String> names;
    private final SessionHookCalls calls;
    private final CallGate gate = new CallGate();
    private final RevocableSessionContext session;
    private final HeldBlocks held;
    private final ScheduledTasks tasks = new ScheduledTasks(PluginLimits.SCHEDULED_TASKS);
    private volatile Object plugin;

    /**
     * It is not introduced yet: see {@link #arrive}.
     *
     * @param quarantine what to do when it is over its budget of errors, with the reason
     */
    public FullPluginEntry(
            PluginEnvironment environment,
            Object plugin,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        super(environment, FullPluginNames.nameOf(plugin, origin), origin, quarantine);
        this.plugin = plugin;
        this.calls = new SessionHookCalls(this, plugin);
        this.names = FullPluginNames.extensionNames(origin);
        this.session = new RevocableSessionContext(this);
        this.held =
                new HeldBlocks(environment.heldBlocks(), environment.limits().heldBytesPerPlugin());
    }

    @Override
    public String kind() {
        return "full";
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Object service() {
        return plugin;
    }

    @Override
    public boolean stuck() {
        return gate.busy() || super.stuck();
    }

    /** Alerts are its only messages. */
    @Override
    int messagesPerSource(PluginLimits limits) {
        return limits.laneMessages();
    }

    /** What it is in every torrent that had it: the same after an update of its bundle. */
    public String key() {
        return origin().bundle() + "/" + name();
    }

    /** The session as it sees it. */
    public RevocableSessionContext session() {
        return session;
    }

    /** Its tasks that wait for their time. */
    public ScheduledTasks tasks() {
        return tasks;
    }

    /** The blocks it holds. */
    public HeldBlocks held() {
        return held;
    }

    /** Whether {@code added} is over, so that other hooks may be called. */
    @Override
    public boolean arrived() {
        return calls.arrived();
    }

    /** Calls {@code added} on its lane; one that throws refuses the plugin. {@code over} follows, on the lane. */
    public void arrive(Runnable over) {
        calls.arrive(session, over);
    }

    /** Calls {@code onTick} on its lane, unless the last one is still to end. */
    public void tick() {
        calls.tick();
    }

    /** Whether it wants to hear of such alerts. */
    public boolean wants(AlertCategory category) {
        return calls.wants(category);
    }

    /** Calls {@code onAlert} on its lane, in which alerts have a bound; beyond they are dropped and counted. */
    public void onAlert(Alert alert) {
        calls.onAlert(alert);
    }

    /** On the torrent's loop: its part for a torrent; null when it is not interested or threw. */
    public TorrentPlugin newTorrent(TorrentContext view, Object userData) {
        TorrentPlugin[] made = new TorrentPlugin[1];
        Object own = plugin;
        if (own instanceof SessionPlugin full && calls.has(SessionHook.NEW_TORRENT)) {
            run(SessionHook.NEW_TORRENT.label(), () -> made[0] = full.newTorrent(view, userData));
        } else if (own instanceof TorrentPluginFactory factory) {
            run(SessionHook.NEW_TORRENT.label(), () -> made[0] = factory.newTorrent(view, userData));
        }
        return made[0];
    }

    /** On the torrent's loop: how soon it wants the peer unchoked, the lower the sooner. */
    public long unchokePriority(PeerContext peer) {
        long[] priority = {Long.MAX_VALUE};
        if (calls.has(SessionHook.UNCHOKE_PRIORITY) && plugin instanceof SessionPlugin own) {
            run(SessionHook.UNCHOKE_PRIORITY.label(), () -> priority[0] = own.unchokePriority(peer));
        }
        return priority[0];
    }

    /** Calls the plugin, guarded: whatever it throws costs the plugin only. */
    public Outcome run(String hook, Runnable call) {
        if (quarantined() || !gate.enter()) {
            return Outcome.SKIPPED;
        }
        try {
            return guarded(hook, call);
        } finally {
            gate.exit();
        }
    }

    private Outcome guarded(String hook, Runnable call) {
        long start = environment().nowNanos();
        try {
            call.run();
            return Outcome.DONE;
        } catch (Throwable error) { // foreign code: a LinkageError would kill the loop
            failed(hook, error);
            return Outcome.THREW;
        } finally {
            meter().called(environment().nowNanos() - start);
        }
    }

    /** The session's shutdown begins: {@code abort} on its lane. Completes when that returned, or can't be called. */
    public CompletionStage<Void> abort() {
        return calls.abort();
    }

    @Override
    public void revive() {
        super.revive();
        calls.revived();
    }

    @Override
    public boolean leave(long waitMillis) {
        gate.close();
        boolean late = lane().overdue(environment().nowNanos()) != null;
        CountDownLatch gone = new CountDownLatch(1);
        calls.leave(() -> {
            forget();
            gone.countDown();
        });
        if (waitMillis == 0 || late || calls.isCaller()) {
            long patience = environment().limits().callDeadlineNanos();
            environment().session().postLater(PluginCall.LEAVE, this::forget, patience);
            return !stuck() || calls.isCaller();
        }
        boolean ended = CallGate.await(gone, waitMillis) && gate.await(waitMillis);
        forget();
        return ended;
    }

    private void forget() {
        session.revoke();
        pending().failAll();
        held.revokeAll();
        tasks.revokeAll();
        plugin = null;
        calls.forget();
        lane().abandon();
    }
}
