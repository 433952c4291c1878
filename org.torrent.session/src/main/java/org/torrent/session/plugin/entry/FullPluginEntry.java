package org.torrent.session.plugin.entry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.CallOwner;
import org.torrent.runtime.watch.LoopCalls;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.CallGate;
import org.torrent.session.plugin.guard.ErrorBudget;
import org.torrent.session.plugin.guard.ErrorText;
import org.torrent.session.plugin.guard.HeldBlocks;
import org.torrent.session.plugin.guard.ScheduledTasks;
import org.torrent.session.plugin.hook.HookIds;
import org.torrent.session.plugin.hook.SessionHook;

/** A {@link SessionPlugin} or {@link TorrentPluginFactory} while it is registered. Any thread. */
public final class FullPluginEntry extends PluginEntry implements CallOwner {
    /** How a guarded call ended. */
    public enum Outcome {
        /** It returned. */
        DONE,
        /** It threw. */
        THREW,
        /** It was not made: the plugin left or is in quarantine. */
        SKIPPED
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long mask;
    /** The {@link #kind} of one that is for one torrent. */
    public static final String ATTACHED = "attached";

    private final List<String> names;
    private final CallGate gate = new CallGate();
    private final Map<LoopMark, LoopCalls> loops = new ConcurrentHashMap<>();
    private final ErrorBudget slowCalls;
    private final RevocableSessionContext session;
    private final HeldBlocks held;
    private final ScheduledTasks tasks = new ScheduledTasks(PluginLimits.SCHEDULED_TASKS);
    private final TorrentId torrent; // or null: all of them
    private volatile Object userData;
    private volatile Object plugin;
    private volatile boolean arrived;
    private volatile boolean introduced;
    private volatile boolean aborted;
    private volatile boolean left;
    private volatile String overdue = "";

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
        this(environment, FullPluginNames.nameOf(plugin, origin), plugin, null, origin, quarantine);
    }

    private FullPluginEntry(
            PluginEnvironment environment,
            String name,
            Object plugin,
            TorrentId torrent,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        super(environment, name, origin, quarantine);
        this.torrent = torrent;
        this.plugin = plugin;
        this.mask = SessionHook.maskOf(plugin);
        this.names = FullPluginNames.extensionNames(origin);
        this.session = new RevocableSessionContext(this);
        this.held =
                new HeldBlocks(environment.heldBlocks(), environment.limits().heldBytesPerPlugin());
        this.slowCalls = new ErrorBudget(
                PluginLimits.SLOW_CALLS - 1, environment.limits().errorWindowNanos());
        this.arrived = !has(SessionHook.ADDED);
        this.introduced = arrived;
    }

    /** A factory for one torrent, with user data of its own, and a name that is none of those that are taken. */
    public static FullPluginEntry attached(
            PluginEnvironment environment,
            TorrentId torrent,
            TorrentAttachment attachment,
            PluginOrigin origin,
            Collection<String> taken,
            BiConsumer<PluginEntry, String> quarantine) {
        TorrentPluginFactory factory = attachment.factory();
        String name = FullPluginNames.attachedName(factory, torrent, taken);
        FullPluginEntry entry = new FullPluginEntry(environment, name, factory, torrent, origin, quarantine);
        entry.userData = attachment.userData();
        return entry;
    }

    @Override
    public String kind() {
        return torrent == null ? "full" : ATTACHED;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Object service() {
        return torrent == null ? plugin : null;
    }

    /** The one torrent that may run it, or null for all. */
    public TorrentId attachedTo() {
        return torrent;
    }

    /** Whether it is attached to that torrent. */
    public boolean isFor(TorrentId which) {
        return which.equals(torrent);
    }

    /** The factory, if it is one; null after it left. */
    public TorrentPluginFactory factory() {
        return plugin instanceof TorrentPluginFactory factory ? factory : null;
    }

    @Override
    public boolean stuck() {
        return gate.busy() || loops.values().stream().anyMatch(LoopCalls::isBusy);
    }

    @Override
    public String overdue() {
        return overdue;
    }

    @Override
    public void suspend(String reason) {
        super.suspend(reason);
        loops.values().forEach(LoopCalls::close);
    }

    @Override
    public void revive() {
        super.revive();
        if (!left) {
            loops.values().forEach(LoopCalls::open);
        }
    }

    /** Its calls on a loop. On that loop. */
    public LoopCalls calls(LoopMark mark) {
        LoopCalls calls = loops.computeIfAbsent(mark, any -> meter().counting(new LoopCalls(any, this)));
        if (left || quarantined()) {
            calls.close();
        }
        return calls;
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

    /** Whether its class overrides the method. */
    public boolean has(SessionHook hook) {
        return hook.in(mask);
    }

    /** Whether {@code added} is over, so that other hooks may be called. */
    public boolean arrived() {
        return arrived;
    }

    /** On the session loop: {@code added}. One that throws refuses the plugin. */
    public void arrive() {
        if (plugin instanceof SessionPlugin own) {
            Outcome outcome = run(SessionHook.ADDED.label(), () -> own.added(session));
            introduced = outcome == Outcome.DONE;
            if (outcome == Outcome.THREW) {
                refuse("added() threw, see the log");
            }
        }
        arrived = true;
    }

    /** On the session loop. */
    public void tick() {
        if (has(SessionHook.TICK) && plugin instanceof SessionPlugin own) {
            run(SessionHook.TICK.label(), own::onTick);
        }
    }

    /** On the torrent's loop: its part for a torrent; null when it is not interested or threw. */
    public TorrentPlugin newTorrent(LoopCalls calls, TorrentContext view, Object ofTorrent) {
        TorrentPlugin[] made = new TorrentPlugin[1];
        Object own = plugin;
        Object given = torrent == null ? ofTorrent : userData;
        if (own instanceof SessionPlugin full && has(SessionHook.NEW_TORRENT)) {
            run(calls, HookIds.of(SessionHook.NEW_TORRENT), () -> made[0] = full.newTorrent(view, given));
        } else if (own instanceof TorrentPluginFactory factory) {
            run(calls, HookIds.of(SessionHook.NEW_TORRENT), () -> made[0] = factory.newTorrent(view, given));
        }
        return made[0];
    }

    /**
     * Calls the plugin on a loop, guarded: whatever it throws costs the plugin only.
     *
     * @param hook of {@link HookIds}
     */
    public Outcome run(LoopCalls calls, int hook, Runnable call) {
        int begun = calls.beginTimed(hook);
        if (begun == LoopCalls.NOT_MADE) {
            return Outcome.SKIPPED;
        }
        try {
            call.run();
            return Outcome.DONE;
        } catch (Throwable error) { // foreign code: a LinkageError would kill the loop
            threw(hook, error);
            return Outcome.THREW;
        } finally {
            calls.endTimed(begun);
        }
    }

    /** A call on a loop threw. */
    public void threw(int hook, Throwable error) {
        failed(HookIds.label(hook), error);
    }

    @Override
    public String label(int call) {
        return HookIds.label(call);
    }

    @Override
    public void slow(String call, long nanos) {
        if (slowCalls.spend(environment().nowNanos())) {
            slowCalls.reset();
            failed(PluginLimits.SLOW_CALLS + " slow calls on the loop of a torrent, the last: " + call + " took "
                    + nanos / NANOS_PER_MILLI + " ms");
        }
    }

    @Override
    public void late(String call, long nanos, StackTraceElement[] stack) {
        overdue = call + " has been running for " + nanos / NANOS_PER_MILLI + " ms, at " + ErrorText.top(stack);
        failed(overdue, ErrorText.of(stack));
    }

    @Override
    public void cameBack() {
        overdue = "";
    }

    @Override
    public void stuck(String call, long nanos) {
        gaveUp(call + " did not return");
    }

    /** Calls the plugin off the loops of torrents, guarded. */
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

    /** The session's shutdown begins. On the session loop. */
    public void abort() {
        if (introduced && !aborted && has(SessionHook.ABORT) && plugin instanceof SessionPlugin own) {
            aborted = true;
            guarded(SessionHook.ABORT.label(), own::abort);
        }
    }

    @Override
    public boolean leave(long waitMillis) {
        gate.close();
        left = true;
        loops.values().forEach(LoopCalls::close);
        CountDownLatch gone = new CountDownLatch(1);
        Runnable last = () -> {
            abort();
            forget();
            gone.countDown();
        };
        boolean here = environment().session().inLoop();
        if (here) {
            last.run();
        } else {
            environment().session().post(PluginCall.LEAVE, last);
        }
        if (waitMillis == 0 || here) {
            return !stuck();
        }
        boolean ended = CallGate.await(gone, waitMillis) && gate.await(waitMillis) && passed(waitMillis);
        forget();
        return ended && !stuck();
    }

    /** Each loop that is not in a call of this plugin for good gets past the call it may be in. */
    private boolean passed(long waitMillis) {
        List<LoopCalls> busy = loops.values().stream()
                .filter(calls -> !calls.mark().isGivenUp())
                .toList();
        CountDownLatch passed = new CountDownLatch(busy.size());
        busy.forEach(calls -> calls.mark().passed(passed::countDown));
        return CallGate.await(passed, waitMillis);
    }

    private void forget() {
        loops.values().forEach(LoopCalls::forget);
        session.revoke();
        pending().failAll();
        held.revokeAll();
        tasks.revokeAll();
        plugin = null;
        userData = null;
    }
}
