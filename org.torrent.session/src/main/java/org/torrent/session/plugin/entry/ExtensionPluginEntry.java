package org.torrent.session.plugin.entry;

import java.util.List;
import java.util.function.BiConsumer;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.guard.ErrorText;
import org.torrent.session.plugin.guard.LastError;
import org.torrent.session.plugin.guard.Patience;
import org.torrent.session.plugin.hook.ExtensionHook;

/** An {@link ExtensionPlugin} while it is registered, with the lane it is called on. Any thread. */
public final class ExtensionPluginEntry extends PluginEntry {
    private final long mask;
    private volatile ExtensionPlugin plugin;

    private ExtensionPluginEntry(
            PluginEnvironment environment,
            ExtensionPlugin plugin,
            String name,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        super(environment, name, origin, quarantine);
        this.plugin = plugin;
        this.mask = ExtensionHook.maskOf(plugin);
    }

    /**
     * Asks its name, the one call outside its lane: on a thread that nobody needs.
     *
     * @param quarantine what to do when it is over its budget of errors, with the reason
     */
    public static ExtensionPluginEntry of(
            PluginEnvironment environment,
            ExtensionPlugin plugin,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        String name = origin.label();
        String refusal;
        LastError error = LastError.NONE;
        try {
            String given = plugin.name();
            refusal = NameRules.whyNot(given);
            name = refusal.isEmpty() || NameRules.reserved(given) ? given : name;
        } catch (Throwable thrown) { // foreign code
            refusal = "name() threw " + ErrorText.of(thrown);
            error = LastError.NONE.followed(refusal, environment.clock().wallMillis(), ErrorText.trace(thrown));
        }
        ExtensionPluginEntry entry = new ExtensionPluginEntry(environment, plugin, name, origin, quarantine);
        entry.refuse(refusal);
        entry.lastError(error);
        return entry;
    }

    @Override
    int messagesPerSource(PluginLimits limits) {
        return limits.laneMessagesPerPeer();
    }

    @Override
    public String kind() {
        return "extension";
    }

    @Override
    public List<String> names() {
        return List.of(name());
    }

    @Override
    public List<String> hooks() {
        return ExtensionHook.labels(mask);
    }

    /** The plugin; null after it left. */
    public ExtensionPlugin plugin() {
        return plugin;
    }

    /** Whether its class overrides the method. */
    public boolean has(ExtensionHook hook) {
        return hook.in(mask);
    }

    @Override
    public void leave() {
        plugin = null;
        pending().failAll();
        lane().abandon();
    }

    @Override
    public boolean awaitLeft(Patience patience) {
        if (patience.isNone() && lane().isBusy()) {
            long deadline = environment().limits().callDeadlineNanos();
            environment().session().postLater(PluginCall.LEAVE, this::nameWhatGoesOn, deadline);
        }
        return lane().close(patience.millis());
    }

    @Override
    public void finish() {
        lane().finish();
    }

    @Override
    public boolean awaitFinished(Patience patience) {
        boolean ended = lane().drain(patience.millis());
        plugin = null; // what it said last is on its way to its torrents
        return ended;
    }
}
