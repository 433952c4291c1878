package org.torrent.session.plugin.entry;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.runtime.lane.Lane;
import org.torrent.runtime.lane.LaneTask;
import org.torrent.session.alert.AlertClasses;
import org.torrent.session.alert.AlertQueue;
import org.torrent.session.alert.PostedAlert;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.hook.SessionHook;

/**
 * The hooks of a {@code SessionPlugin} that no loop waits for, on the plugin's lane: one at a time, in order, and whatever
 * one of them does, the session goes on. Any thread.
 */
final class SessionHookCalls implements SessionHooks {
    private static final AlertQueue.Room ALERTS =
            new AlertQueue.Room(PluginLimits.ALERTS, PluginLimits.ALERTS_OF_PLUGIN, PluginLimits.ALERTS_OF_PLUGINS);

    private final PluginEntry entry;
    private final long mask;
    private final AtomicReference<Lane> ticking = new AtomicReference<>(); // where a tick waits or is under way
    private final AtomicBoolean arriving = new AtomicBoolean();
    private final AtomicReference<Runnable> introduction =
            new AtomicReference<>(); // added() and what follows, until that runs
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final SessionStateCalls state;
    private final AlertQueue alerts; // null, as the next, when it hears of none
    private volatile AlertClasses classes; // of the plugin's: null after it left
    private final Set<CompletableFuture<?>> asked = ConcurrentHashMap.newKeySet(); // and not answered
    private final Set<Thread> callers = ConcurrentHashMap.newKeySet(); // in a hook: also on a lane that was abandoned
    private final Set<Thread> inAlert = ConcurrentHashMap.newKeySet();
    private volatile SessionPlugin plugin; // null for a factory, and after it left
    private volatile boolean arrived;
    private volatile boolean begun; // the first of its hooks: abort is to come
    private volatile boolean introduced; // added() returned, or there is none and it is in use
    private volatile boolean leaving;

    /** @param plugin its hooks; a factory has none */
    SessionHookCalls(PluginEntry entry, Object plugin) {
        this.entry = entry;
        this.plugin = plugin instanceof SessionPlugin own ? own : null;
        this.mask = SessionHook.maskOf(plugin);
        this.arrived = !has(SessionHook.ADDED) && !has(SessionHook.LOAD_STATE);
        this.state = new SessionStateCalls(entry);
        this.classes = has(SessionHook.ALERT) ? AlertClasses.of(plugin) : null;
        this.alerts = has(SessionHook.ALERT) ? entry.environment().alerts().open(ALERTS) : null;
    }

    /** Those it overrides, as {@code Contract.method}; a factory has none. */
    List<String> labels() {
        return SessionHook.labels(mask);
    }

    @Override
    public boolean has(SessionHook hook) {
        return hook.in(mask);
    }

    /** Whether {@code added} is over. */
    boolean arrived() {
        return arrived;
    }

    /**
     * It is in use. {@code loadState} when something was saved, as soon as that is known, and {@code added}, each once, however
     * often it is asked; one that throws there refuses the plugin. {@code over} follows when it returned or threw.
     */
    void arrive(SessionContext session, Runnable over) {
        if (!arriving.compareAndSet(false, true)) {
            return; // a lane that did not come to it is followed by one that does, see revived()
        }
        if (arrived) {
            begun = true;
            introduced = true;
            return;
        }
        introduction.set(() -> introduce(session, over));
        if (has(SessionHook.LOAD_STATE)) {
            state.find(this::offerArrival);
        } else {
            offerArrival();
        }
    }

    /** What of it has not begun; again when another lane may have been asked before. */
    private void offerArrival() {
        if (state.isToLoad()) {
            offer(SessionHook.LOAD_STATE, own -> {
                begun = true;
                state.load(own);
            });
        }
        offer(SessionHook.ADDED, own -> {
            Runnable begun = introduction.getAndSet(null);
            if (begun != null) {
                begun.run();
            }
        });
    }

    private void introduce(SessionContext session, Runnable over) {
        SessionPlugin own = plugin;
        begun = true;
        try {
            if (own != null && has(SessionHook.ADDED)) {
                own.added(session);
            }
            introduced = true;
        } catch (Throwable error) { // foreign code; thrown on to be counted
            entry.refuse("added() threw, see the log");
            throw error;
        } finally {
            over.run();
        }
    }

    /** {@code added} is over: said under the registry's lock, so that what is shown and who is called is the same. */
    void hasArrived() {
        arrived = true;
    }

    /** Why it has not arrived. */
    String waitsFor() {
        if (state.isFound() || !has(SessionHook.LOAD_STATE)) {
            return "added() has not returned";
        }
        return entry.environment().states().hasStorage()
                ? "what it saved is being read"
                : "what it saved can't be read before there is a storage";
    }

    @Override
    public void save() {
        if (saves()) {
            state.save(this::run);
        }
    }

    @Override
    public CompletionStage<Void> saveLast() {
        return saves() ? state.last(this::run) : CompletableFuture.completedFuture(null);
    }

    private boolean saves() {
        return has(SessionHook.SAVE_STATE) && introduced;
    }

    @Override
    public void tick() {
        Lane lane = entry.lane();
        Lane last = ticking.get();
        if (!has(SessionHook.TICK) || last == lane || !ticking.compareAndSet(last, lane)) {
            return;
        }
        LaneTask tick = LaneTask.event(SessionHook.TICK.label(), () -> {
            try {
                run(SessionPlugin::onTick);
            } finally {
                ticking.compareAndSet(lane, null); // of an abandoned lane another one's may have begun
            }
        });
        if (!lane.offer(tick)) {
            ticking.compareAndSet(lane, null);
        }
    }

    @Override
    public boolean wants(AlertCategory category) {
        return has(SessionHook.ALERT) && entry.declared().categories().contains(category);
    }

    @Override
    public void onAlert(PostedAlert alert) {
        if (inAlert.contains(Thread.currentThread())) {
            return;
        }
        if (!alerts.offer(alert)) {
            entry.meter().dropped();
        } else if (!entry.lane().offer(LaneTask.event(SessionHook.ALERT.label(), () -> run(this::nextAlert)))) {
            alerts.poll();
            entry.meter().dropped();
        }
    }

    private void nextAlert(SessionPlugin own) {
        PostedAlert next = alerts.poll();
        AlertClasses known = classes;
        if (next != null && known != null) {
            inAlert.add(Thread.currentThread());
            try {
                own.onAlert(known.shown(next));
            } finally {
                inAlert.remove(Thread.currentThread());
            }
        }
    }

    @Override
    public <A> CompletionStage<A> ask(
            SessionHook hook, int bytes, BooleanSupplier over, Function<SessionPlugin, A> question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        asked.add(answer);
        answer.whenComplete((given, error) -> asked.remove(answer));
        int counted = PluginLimits.MESSAGE_BYTES + bytes;
        LaneTask call = LaneTask.message(hook.label(), hook, counted, () -> {
            try {
                if (!over.getAsBoolean()) {
                    run(own -> answer.complete(question.apply(own)));
                }
            } finally {
                answer.complete(null);
            }
        });
        if (!has(hook) || !entry.lane().offer(call)) {
            entry.meter().dropped();
            answer.complete(null);
        }
        return answer;
    }

    @Override
    public CompletionStage<Void> abort() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        entry.reopenLane();
        LaneTask call = LaneTask.event(SessionHook.ABORT.label(), () -> {
            try {
                last();
            } finally {
                done.complete(null);
            }
        });
        if (!has(SessionHook.ABORT) || !entry.lane().offer(call)) {
            done.complete(null);
        }
        return done;
    }

    private void last() {
        SessionPlugin own = plugin;
        if (own != null && mustAbort()) {
            call(own, SessionPlugin::abort);
        }
    }

    private boolean mustAbort() {
        return begun && has(SessionHook.ABORT) && aborted.compareAndSet(false, true);
    }

    /** {@code abort}, unless that was called, while its lane is in a call that goes on. */
    void abortBeside() {
        SessionPlugin own = plugin;
        if (own != null && mustAbort()) {
            entry.callBeside(SessionHook.ABORT.label(), () -> call(own, SessionPlugin::abort));
        }
    }

    /** The user switched it off: nothing more is called, what waits neither, but for what is to be saved. */
    void silence() {
        abandoned();
        if (has(SessionHook.SAVE_STATE)) {
            entry.lane().offer(LaneTask.event(SessionHook.SAVE_STATE.label(), this::lastState));
        }
    }

    /**
     * Nothing but {@code abort} and {@code saveState} is called any more; {@code over} follows, at once when they can't be called.
     * One that is off said what to save when it was switched off; of one in quarantine what it saved before stays.
     */
    void leave(Runnable over) {
        leaving = true;
        entry.reopenLane();
        if (has(SessionHook.ABORT)) {
            entry.lane().offer(LaneTask.event(SessionHook.ABORT.label(), this::last));
        }
        LaneTask end = LaneTask.event(SessionHook.SAVE_STATE.label(), () -> {
            try {
                if (!entry.disabled()) {
                    lastState();
                }
            } finally {
                over.run();
            }
        });
        if (!SessionHook.onLane(mask) || !entry.lane().offer(end)) {
            over.run();
        }
    }

    private void lastState() {
        SessionPlugin own = plugin;
        if (own != null && saves() && !entry.quarantined()) {
            call(own, state::saveLast);
        }
    }

    /** Whether the calling thread is in one of these calls: it must not wait for it. */
    boolean isCaller() {
        return callers.contains(Thread.currentThread());
    }

    /** Its lane is a new one. */
    void revived() {
        if (alerts != null) {
            alerts.clear();
        }
        if (introduction.get() != null
                && (state.isFound() || !has(SessionHook.LOAD_STATE))) { // it went before it came to that
            offerArrival();
        }
    }

    /** The lane was abandoned: what was asked is not answered any more. */
    void abandoned() {
        for (CompletableFuture<?> answer : asked) {
            entry.environment().session().post(PluginCall.QUESTION, () -> answer.complete(null));
        }
    }

    void forget() {
        state.forget();
        plugin = null;
        classes = null;
        introduction.set(null);
        abandoned();
        if (alerts != null) {
            entry.environment().alerts().close(alerts);
        }
    }

    private void offer(SessionHook hook, Consumer<SessionPlugin> call) {
        entry.lane().offer(LaneTask.event(hook.label(), () -> run(call)));
    }

    private void run(Consumer<SessionPlugin> call) {
        SessionPlugin own = plugin;
        if (own != null && !leaving && entry.isCalled()) {
            call(own, call);
        }
    }

    private void call(SessionPlugin own, Consumer<SessionPlugin> call) {
        callers.add(Thread.currentThread());
        try {
            call.accept(own);
        } finally {
            callers.remove(Thread.currentThread());
        }
    }
}
