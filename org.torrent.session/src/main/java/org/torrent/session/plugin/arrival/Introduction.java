package org.torrent.session.plugin.arrival;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;
import org.torrent.session.plugin.entry.FailedPluginEntry;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.ErrorText;

/**
 * One attempt to fetch a plugin and to ask what it is called: all that runs of it before it is taken up. Made and released
 * on threads that nobody needs.
 */
final class Introduction {
    private static final String SERVICE = "its constructor or activation";
    private static final String NAME = "name()";
    private static final String CLASS = "the loading of its class";

    private final PluginEnvironment environment;
    private final PluginKind kind;
    private final PluginService service;
    private final BiConsumer<PluginEntry, String> quarantine;
    private volatile String step = SERVICE;
    private final AtomicBoolean fetched = new AtomicBoolean();

    Introduction(
            PluginEnvironment environment,
            PluginKind kind,
            PluginService service,
            BiConsumer<PluginEntry, String> quarantine) {
        this.environment = environment;
        this.kind = kind;
        this.service = service;
        this.quarantine = quarantine;
    }

    /** What of the plugin runs now, for people. Any thread. */
    String step() {
        return step;
    }

    /** Its entry: refused when it can't be had. */
    PluginEntry make(PluginOrigin origin) {
        try {
            Object plugin = service.fetch();
            fetched.set(plugin != null);
            return plugin != null ? entry(plugin, origin) : failed(origin, "failed, see the log", "");
        } catch (Throwable error) { // foreign code
            return failed(origin, "threw " + ErrorText.of(error), ErrorText.trace(error));
        }
    }

    private PluginEntry entry(Object plugin, PluginOrigin origin) {
        if (kind == PluginKind.EXTENSION) {
            step = NAME;
            return ExtensionPluginEntry.of(environment, (ExtensionPlugin) plugin, origin, quarantine);
        }
        step = CLASS;
        return new FullPluginEntry(environment, plugin, origin, quarantine);
    }

    private PluginEntry failed(PluginOrigin origin, String how, String stack) {
        String reason = step + " " + how + "; reset it to try again";
        return new FailedPluginEntry(environment, kind, origin, reason, stack);
    }

    /** The plugin is not used any more; only what was had is released, and once. */
    void release() {
        if (fetched.compareAndSet(true, false)) {
            service.release();
        }
    }
}
