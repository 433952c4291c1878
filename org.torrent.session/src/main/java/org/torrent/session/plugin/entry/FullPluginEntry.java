package org.torrent.session.plugin.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.torrent.api.AddTorrent;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.LoopCalls;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.HeldBlocks;
import org.torrent.session.plugin.guard.Patience;
import org.torrent.session.plugin.guard.ScheduledTasks;
import org.torrent.session.plugin.guard.StuckThreads;
import org.torrent.session.plugin.hook.HookIds;
import org.torrent.session.plugin.hook.HooksSeen;
import org.torrent.session.plugin.hook.SessionHook;

/** A {@link SessionPlugin} or {@link TorrentPluginFactory} while it is registered. Any thread. */
public final class FullPluginEntry extends PluginEntry {
    /** The {@link #kind} of one that is for one torrent. */
    public static final String ATTACHED = "attached";

    private final List<String> names;
    private final SessionHookCalls hooks;
    private final HooksSeen seen = new HooksSeen();
    private final LoopConduct conduct;
    private final PluginLoops loops;
    private final RevocableSessionContext session;
    private final LentTorrents lent = new LentTorrents();
    private final TorrentStates torrentStates = new TorrentStates(this);
    private final HeldBlocks held;
    private final ScheduledTasks tasks = new ScheduledTasks(PluginLimits.TASKS);
    private final TorrentId torrent; // or null: all of them
    private volatile Object userData;
    private volatile Object plugin;
    private final Parting parting = new Parting(this::end);
    private volatile boolean late; // a call on its lane was overdue when it left
    private volatile boolean forgotten;

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
        this.hooks = new SessionHookCalls(this, plugin);
        this.names = declared().extensionNames();
        this.conduct = new LoopConduct(this);
        this.loops = new PluginLoops(meter(), conduct);
        this.session = new RevocableSessionContext(this, lent::lend);
        this.held =
                new HeldBlocks(environment.heldBlocks(), environment.limits().heldBytesPerPlugin());
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
    public List<String> hooks() {
        List<String> all = new ArrayList<>(hooks.labels());
        all.addAll(seen.labels());
        return List.copyOf(all);
    }

    /** What its parts override. */
    public HooksSeen hooksSeen() {
        return seen;
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
        return loops.isBusy() || super.stuck();
    }

    @Override
    void countStuck(StuckThreads threads) {
        super.countStuck(threads);
        loops.countStuck(threads);
    }

    /** Alerts are its only messages. */
    @Override
    int messagesPerSource(PluginLimits limits) {
        return limits.laneMessages();
    }

    @Override
    public String overdue() {
        return conduct.overdue();
    }

    @Override
    void stopCalls() {
        super.stopCalls();
        hooks.abandoned();
        loops.close();
    }

    @Override
    void silence() {
        hooks.silence();
        loops.close();
    }

    @Override
    void startCalls() {
        super.startCalls();
        conduct.reset();
        hooks.revived();
        loops.open();
    }

    /** Its calls on a loop. On that loop. */
    public LoopCalls calls(LoopMark mark) {
        return loops.calls(mark);
    }

    /** How its calls on loops do. */
    LoopConduct conduct() {
        return conduct;
    }

    /** The session as it sees it. */
    public RevocableSessionContext session() {
        return session;
    }

    /** Parameters of a torrent that it wants added, with user data that ends with the plugin. */
    public AddTorrent lend(AddTorrent parameters) {
        return lent.lend(parameters);
    }

    /** Its tasks that wait for their time. */
    public ScheduledTasks tasks() {
        return tasks;
    }

    @Override
    public long heldBytes() {
        return super.heldBytes() + held.bytes();
    }

    /** The blocks it holds. */
    public HeldBlocks held() {
        return held;
    }

    /** Whether {@code added} is over, so that other hooks may be called. */
    @Override
    public boolean arrived() {
        return hooks.arrived();
    }

    /** {@code added} is over. */
    public void hasArrived() {
        hooks.hasArrived();
    }

    /**
     * It is in use from now on. Calls {@code loadState} and {@code added} on its lane, each once, however often it is asked; one
     * that throws in {@code added} is refused. {@code over} follows, on the lane, unless it has neither of the two. What its lane did
     * not come to, the next one does.
     */
    public void arrive(Runnable over) {
        hooks.arrive(session, over);
    }

    /** Why it has not {@link #arrived}. */
    @Override
    public String waitsFor() {
        return hooks.waitsFor();
    }

    /** What the session asks of it, on its lane. */
    public SessionHooks sessionHooks() {
        return hooks;
    }

    /** What its parts of torrents save. */
    public TorrentStates torrentStates() {
        return torrentStates;
    }

    @Override
    public boolean isHeardLast() {
        return torrentStates.isAny() && !quarantined();
    }

    /** On the torrent's loop: its part for a torrent; null when it is not interested or threw. */
    public TorrentPlugin newTorrent(LoopCalls calls, TorrentContext view, Object ofTorrent) {
        TorrentPlugin[] made = new TorrentPlugin[1];
        Object own = plugin;
        Object given = torrent == null ? ofTorrent : userData;
        if (own instanceof SessionPlugin full && hooks.has(SessionHook.NEW_TORRENT)) {
            run(calls, HookIds.of(SessionHook.NEW_TORRENT), () -> made[0] = full.newTorrent(view, given));
        } else if (own instanceof TorrentPluginFactory factory) {
            run(calls, HookIds.of(SessionHook.NEW_TORRENT), () -> made[0] = factory.newTorrent(view, given));
        }
        return made[0];
    }

    /** On the torrent's loop: how soon it wants the peer unchoked, the lower the sooner. */
    public long unchokePriority(LoopCalls calls, PeerContext peer) {
        long[] priority = {Long.MAX_VALUE};
        if (hooks.has(SessionHook.UNCHOKE_PRIORITY) && plugin instanceof SessionPlugin own) {
            run(calls, HookIds.of(SessionHook.UNCHOKE_PRIORITY), () -> priority[0] = own.unchokePriority(peer));
        }
        return priority[0];
    }

    /**
     * Calls the plugin on a loop, guarded: whatever it throws costs the plugin only.
     *
     * @param hook of {@link HookIds}
     */
    public Outcome run(LoopCalls calls, int hook, Runnable call) {
        return run(calls, calls.beginTimed(hook), hook, call);
    }

    /** The same also after it left, for a moment: to hear what is to be saved. Not in quarantine. */
    public Outcome runLast(LoopCalls calls, int hook, Runnable call) {
        boolean may = !forgotten && !quarantined();
        return run(calls, may ? calls.beginLast(hook) : LoopCalls.NOT_MADE, hook, call);
    }

    private Outcome run(LoopCalls calls, int begun, int hook, Runnable call) {
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
    public void discard() {
        forget();
    }

    @Override
    public void parts() {
        parting.begin(environment().states(), key());
    }

    @Override
    public void leave() {
        loops.leave();
        late = lane().overdue(environment().nowNanos()) != null;
        if (late) {
            hooks.abortBeside();
        }
        parts();
        hooks.leave(() -> {
            parting.saved();
            takeBack();
            parting.heard();
        });
    }

    @Override
    public void heard() {
        parting.heard();
    }

    private void end() {
        forget();
        parting.over();
    }

    @Override
    public boolean awaitLeft(Patience patience) {
        if (patience.isNone() || late || hooks.isCaller()) {
            boolean isUnseen = !late; // nobody waits, so whoever waits later says what went on
            long deadline = environment().limits().callDeadlineNanos();
            environment().session().postLater(PluginCall.LEAVE, () -> leaveUnseen(isUnseen), deadline);
            return !loops.isBusy() && (hooks.isCaller() || !super.stuck());
        }
        boolean ended = parting.await(patience) && loops.passed(patience.millis());
        forget();
        return ended && !loops.isBusy(); // its lane ended with what it did last
    }

    private void leaveUnseen(boolean isUnseen) {
        boolean goesOn = isUnseen && !parting.isOver();
        forget();
        if (goesOn) {
            nameWhatGoesOn();
        }
    }

    /** What it was lent and waits for, but for what it needs to say what is to be saved. */
    private void takeBack() {
        pending().failAll();
        offers().failAll();
        held.revokeAll();
        tasks.revokeAll();
    }

    private void forget() {
        forgotten = true;
        torrentStates.forget();
        hooks.abortBeside(); // its lane did not come to it
        loops.forget();
        leaveAlerts();
        session.revoke();
        takeBack();
        plugin = null;
        lent.revoke();
        userData = null;
        hooks.forget();
        lane().abandon();
        parting.saved();
        parting.parted();
    }
}
