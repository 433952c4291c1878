package org.torrent.session.plugin.entry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.runtime.lane.Lane;
import org.torrent.runtime.lane.LaneLimits;
import org.torrent.runtime.lane.LaneOwner;
import org.torrent.runtime.lane.LaneTask;
import org.torrent.session.alert.AlertSource;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.ErrorBudget;
import org.torrent.session.plugin.guard.ErrorText;
import org.torrent.session.plugin.guard.LastError;
import org.torrent.session.plugin.guard.Patience;
import org.torrent.session.plugin.guard.PendingResults;
import org.torrent.session.plugin.guard.StuckThreads;

/** One plugin service while it is registered: where it came from, how it does, what it costs. Any thread. */
public abstract class PluginEntry extends PluginStanding implements LaneOwner {
    private static final Logger LOG = LoggerFactory.getLogger(PluginEntry.class);

    private final PluginMeter meter = new PluginMeter();
    private final AlertSource alerts = AlertSource.plugin(meter::dropped);
    private final PendingResults pending;
    private final PendingResults offers;
    private final ErrorBudget budget;
    private final BiConsumer<PluginEntry, String> quarantine;
    private final PluginLane lane;
    private volatile LastError lastError = LastError.NONE;
    private volatile String untold; // a call that threw when there was no memory to say so, or null
    private final String suspect; // what it is called when there is no memory to put it together

    PluginEntry(
            PluginEnvironment environment,
            String name,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        super(environment, name, origin);
        this.quarantine = quarantine;
        this.suspect = "plugin " + name + " (" + origin.bundle() + " " + origin.version() + ")";
        PluginLimits limits = environment.limits();
        this.budget = new ErrorBudget(limits.errorBudget(), limits.errorWindowNanos());
        this.pending = new PendingResults(limits.queuedBytesPerPlugin());
        this.offers = new PendingResults(
                PluginLimits.OFFERS_PER_PLUGIN, PluginLimits.OFFERED_BYTES_PER_PLUGIN, environment.offers());
        this.lane = new PluginLane(environment, "plugin-" + name, this::newLane);
    }

    private Lane newLane() {
        PluginLimits limits = environment().limits();
        LaneLimits room = new LaneLimits(
                limits.callDeadlineNanos(), limits.laneMessages(), limits.laneBytes(), messagesPerSource(limits));
        return new Lane(
                "plugin-" + name(), environment().threads(), environment().clock(), room, this);
    }

    /** How many messages of one source may wait in its lane. */
    abstract int messagesPerSource(PluginLimits limits);

    /** The methods that its classes override, as {@code Contract.method}: of those of its parts that were seen so far. */
    public List<String> hooks() {
        return List.of();
    }

    /** The last that it did wrong. */
    public final LastError lastError() {
        return lastError;
    }

    final void lastError(LastError error) {
        lastError = error;
    }

    /** The lane of its present life: another one after a quarantine. */
    public final Lane lane() {
        return lane.now();
    }

    /** {@code extension}, {@code full} or {@code attached}. */
    public abstract String kind();

    /** The extension names it wants. */
    public abstract List<String> names();

    /** Whether a call of before the quarantine has not come back. */
    public boolean stuck() {
        return lane().isBusy();
    }

    /** Whether torrents are to ask it something before it leaves. */
    public boolean isHeardLast() {
        return false;
    }

    /** It is not taken up: what it has of the session is given back. */
    public void discard() {
        lane().abandon();
        leaveAlerts();
    }

    /** It will leave: one of the same key waits for what it saves. Under the registry's lock. */
    public void parts() {}

    /** It leaves: no call starts from now on. {@link #heard} and {@link #awaitLeft} follow. */
    public abstract void leave();

    /** The same when nobody offers it calls any more: what is queued is still said. {@link #heard} and {@link #awaitFinished} follow. */
    public void finish() {
        leave();
    }

    /** No torrent asks it anything any more. */
    public void heard() {}

    /** Waits for the calls under way after {@link #leave}; false when they go on beyond. */
    public abstract boolean awaitLeft(Patience patience);

    /** The same after {@link #finish}. */
    public boolean awaitFinished(Patience patience) {
        return awaitLeft(patience);
    }

    /** Stops calling it until {@link #revive}. */
    public final void suspend(String reason) {
        quarantineReason(reason);
        stopCalls();
    }

    /** Calls it again, as if it had just arrived. */
    public final void revive() {
        budget.reset();
        quarantineReason("");
        if (!disabled()) {
            startCalls();
        }
    }

    /** The user wants it called or not. */
    public final void disabled(boolean isOff) {
        if (disabled() != isOff) {
            setDisabled(isOff);
            if (isOff) {
                silence();
            } else if (!quarantined()) {
                startCalls();
            }
        }
    }

    /** The user switched it off: no call begins any more, but for what it has yet to say. */
    void silence() {
        stopCalls();
    }

    /** No call begins any more; what waits is forgotten, but for what the plugin waits for. */
    void stopCalls() {
        lane.abandon();
    }

    /** Calls begin again. */
    void startCalls() {
        lane.begin();
    }

    /** See {@link PluginLane#reopen}. */
    final void reopenLane() {
        lane.reopen();
    }

    /** A call that its lane does not come to, on a thread of its own. */
    final void callBeside(String label, Runnable call) {
        AtomicBoolean over = new AtomicBoolean();
        try {
            environment().runApart("plugin-" + name(), () -> {
                try {
                    call.run();
                } catch (Throwable error) { // foreign code
                    failed(label, error);
                } finally {
                    over.set(true);
                }
            });
        } catch (Throwable error) { // no thread for it
            failed(label + " was not called, for want of a thread", error);
            return;
        }
        Runnable look = () -> {
            if (!over.get()) {
                environment().stuckThreads().add(over, () -> !over.get());
                abandoned(label + " did not return");
            }
        };
        environment()
                .session()
                .postLater(PluginCall.LEAVE, look, environment().limits().callDeadlineNanos());
    }

    /** What it did and cost. */
    public final PluginMeter meter() {
        return meter;
    }

    /** The results it waits for. */
    public final PendingResults pending() {
        return pending;
    }

    /** The same for what it offered and the engine has not looked at: metadata, torrents. */
    public final PendingResults offers() {
        return offers;
    }

    /** Runs what it waits for on its lane; on a thread apart when that ended, also before it came to it. */
    final void onLane(String label, Runnable answer) {
        lane.answer(label, answer);
    }

    /** Posts an alert in the plugin's name. On its thread. */
    public final void postAlert(Alert alert) {
        environment().alerts().post(alerts, alert);
    }

    /** The same for one that is made only if anybody wants it. */
    public final void postAlert(AlertCategory category, Supplier<? extends Alert> alert) {
        if (environment().alerts().wants(category)) {
            postAlert(alert.get());
        }
    }

    /** It posts no more; what waits of its alerts is plain from now on. */
    final void leaveAlerts() {
        environment().alerts().leave(alerts);
    }

    /** Calls that don't return, if any, are counted among the stuck threads. */
    void countStuck(StuckThreads threads) {
        lane.countStuck(threads);
    }

    /** A thread of the plugin's goes on: Java can't end it. */
    public final void abandoned(String why) {
        countStuck(environment().stuckThreads());
        environment()
                .alert(
                        AlertType.PLUGIN_ABANDONED,
                        "plugin " + describe() + ": " + why + "; its thread is abandoned until the call returns",
                        Map.of(
                                AlertDetail.NAME,
                                name(),
                                AlertDetail.BUNDLE,
                                origin().bundle(),
                                AlertDetail.REASON,
                                why));
    }

    /** It left, nobody waited for that, and the time for it is over. */
    final void nameWhatGoesOn() {
        if (stuck()) {
            String call = lane().current();
            abandoned("it left while " + (call == null ? "a call" : call) + " was under way");
        }
    }

    @Override
    public final void failed(LaneTask task, Throwable error) {
        failed(task.label(), error);
    }

    @Override
    public final void ran(LaneTask task, long nanos) {
        meter.called(nanos);
    }

    @Override
    public final void late(LaneTask task, long nanos) {
        failed(task.label() + " took " + nanos / 1_000_000 + " ms");
    }

    @Override
    public final void forgotten(int messages) {
        meter.dropped(messages);
    }

    /** Which call runs too long at the moment, since when and where; empty for none. */
    public String overdue() {
        return "";
    }

    /** A call does not return: it is not called any more, and its thread is left alone. */
    final void gaveUp(String why) {
        wrong(why, "");
        quarantine.accept(this, why);
        abandoned(why);
    }

    /** It costs others too much: it goes to quarantine at once. */
    final void overBudget(String why) {
        wrong(why, "");
        tell(why);
        quarantine.accept(this, why);
    }

    /** A call went wrong, with more about it for the log. */
    final void failed(String what, String more) {
        LOG.warn("plugin {}: {}\n{}", describe(), what, more);
        spend(what, what + "\n" + more);
    }

    /** A call threw. */
    final void failed(String hook, Throwable error) {
        HeapAlarm.raise(error, suspect, hook);
        try {
            String trace = ErrorText.trace(error);
            LOG.warn("plugin {}: {} threw {}", describe(), hook, trace);
            spend(hook + " threw " + ErrorText.of(error), trace);
        } catch (Throwable again) { // without memory to say so: the caller is engine code and goes on
            HeapAlarm.raise(again);
            untold = hook;
        }
    }

    /** Says what there was no memory to say before. */
    public final void tellUntold() {
        String hook = untold;
        if (hook != null) {
            untold = null;
            failed(hook + " threw, and there was no memory to say more");
        }
    }

    /** Bytes that it has queued or holds, as far as they are counted. */
    public long heldBytes() {
        return pending.queuedBytes();
    }

    /** Something of the plugin's was left out, by no fault of its own. */
    public final void noted(String what) {
        tell(what);
    }

    /** What it gave in a hook was not taken for a reason, unless that is empty. */
    final void tooMuch(String hook, String why) {
        if (!why.isEmpty()) {
            failed(hook + ": " + why + "; what was saved before stays");
        }
    }

    /** A call went wrong; over its budget the plugin goes to quarantine. */
    public final void failed(String what) {
        spend(what, "");
    }

    private void spend(String what, String stack) {
        wrong(what, stack);
        tell(what);
        if (budget.spend(environment().nowNanos())) {
            quarantine.accept(this, "too many errors, the last: " + what);
        }
    }

    private void wrong(String what, String stack) {
        meter.failed();
        synchronized (meter) { // a lane and loops
            lastError = lastError.followed(what, environment().clock().wallMillis(), stack);
        }
    }

    private void tell(String what) {
        environment()
                .alert(
                        AlertType.PLUGIN_ERROR,
                        "plugin " + describe() + ": " + what,
                        Map.of(
                                AlertDetail.NAME,
                                name(),
                                AlertDetail.BUNDLE,
                                origin().bundle(),
                                AlertDetail.ERROR,
                                what));
    }
}
