package org.torrent.session.plugin;

import java.util.List;
import java.util.function.BiConsumer;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.session.plugin.hook.ExtensionHook;

/** An {@link ExtensionPlugin} while it is registered. Any thread. */
final class ExtensionEntry extends PluginEntry {
    private final long mask;
    private volatile ExtensionPlugin plugin;
    private volatile Lane lane;

    private ExtensionEntry(
            PluginEnvironment environment,
            ExtensionPlugin plugin,
            String name,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        super(environment, name, origin, quarantine);
        this.plugin = plugin;
        this.mask = ExtensionHook.maskOf(plugin);
        this.lane = new Lane(this);
    }

    /** Asks its name, the one call outside its lane. */
    static ExtensionEntry of(
            PluginEnvironment environment,
            ExtensionPlugin plugin,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        String name = plugin.getClass().getName();
        String refusal;
        try {
            String given = plugin.name();
            refusal = NameRules.whyNot(given);
            name = refusal.isEmpty() || NameRules.reserved(given) ? given : name;
        } catch (Throwable error) { // foreign code
            refusal = "name() threw " + ErrorText.of(error);
        }
        ExtensionEntry entry = new ExtensionEntry(environment, plugin, name, origin, quarantine);
        entry.refuse(refusal);
        return entry;
    }

    @Override
    String kind() {
        return "extension";
    }

    @Override
    List<String> names() {
        return List.of(name());
    }

    @Override
    ExtensionPlugin service() {
        return plugin;
    }

    boolean has(ExtensionHook hook) {
        return hook.in(mask);
    }

    /** The lane of its present life: another one after a quarantine. */
    Lane lane() {
        return lane;
    }

    @Override
    boolean stuck() {
        return lane.busy();
    }

    @Override
    void suspend(String reason) {
        super.suspend(reason);
        lane.abandon();
    }

    @Override
    void revive() {
        lane = new Lane(this);
        super.revive();
    }

    @Override
    boolean leave(long waitMillis) {
        plugin = null;
        pending.failAll();
        return lane.close(waitMillis);
    }

    /** The session ends: what is queued is still said. */
    boolean finish(long waitMillis) {
        boolean ended = lane.drain(waitMillis);
        plugin = null;
        pending.failAll();
        return ended;
    }
}
