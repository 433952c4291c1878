package org.torrent.session.plugin.entry;

import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.session.alert.PostedAlert;
import org.torrent.session.plugin.hook.SessionHook;

/** What a session asks of one of its plugins: hooks that no loop waits for, on the plugin's lane. Any thread. */
public interface SessionHooks {
    /** Whether the plugin overrides the hook. */
    boolean has(SessionHook hook);

    /** {@code saveState}: left out while the last one waits or is under way. */
    void save();

    /** {@code saveState} for the last time before the session ends; completes when it returned, or can't be called. */
    CompletionStage<Void> saveLast();

    /** {@code onTick}: left out while the last one waits or is under way. */
    void tick();

    /** Whether it wants to hear of such alerts. */
    boolean wants(AlertCategory category);

    /** {@code onAlert}; an alert that it posts inside does not come back to it. Beyond its room the oldest of the same source are lost. */
    void onAlert(PostedAlert alert);

    /**
     * Asks the plugin, unless the question is over by then. Questions take a share of the lane of their own.
     *
     * @param hook that asks
     * @param bytes of what it is asked about
     * @param over whether nobody waits for the answer any more
     * @return completes on the lane with what it answers; with null when it threw, when it can't be asked, and on the session's
     *     loop when the lane is abandoned
     */
    <A> CompletionStage<A> ask(SessionHook hook, int bytes, BooleanSupplier over, Function<SessionPlugin, A> question);

    /** {@code abort}, once, if any hook was called before; completes when it returned, at once when it can't be called. */
    CompletionStage<Void> abort();
}
