package org.torrent.session.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The session's plugins: who holds which name and id, in which order they are called. Any thread unless a method says otherwise. */
public final class PluginRegistry {
    /**
     * No plugins yet.
     *
     * @param threads makes the lanes
     * @param sessionLoop runs {@code SessionPlugin}'s own hooks and the watch over lanes
     * @param alerts takes what happens; any thread
     * @param pluginData parent of the plugins' data directories, or null when there is none
     */
    public PluginRegistry(
            Threads threads,
            Clock clock,
            EventLoop sessionLoop,
            Consumer<Alert> alerts,
            Path pluginData,
            PluginLimits limits) {}

    /** A plugin arrived. */
    public void addExtension(ExtensionPlugin plugin, PluginOrigin origin) {
        throw new UnsupportedOperationException();
    }

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    public void removeExtension(ExtensionPlugin plugin) {
        throw new UnsupportedOperationException();
    }

    /** A plugin arrived. */
    public void addSessionPlugin(SessionPlugin plugin, PluginOrigin origin) {
        throw new UnsupportedOperationException();
    }

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    public void removeSessionPlugin(SessionPlugin plugin) {
        throw new UnsupportedOperationException();
    }

    /** A plugin arrived. */
    public void addTorrentPluginFactory(TorrentPluginFactory factory, PluginOrigin origin) {
        throw new UnsupportedOperationException();
    }

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    public void removeTorrentPluginFactory(TorrentPluginFactory factory) {
        throw new UnsupportedOperationException();
    }

    /** A torrent's session starts: it adopts what is there now. On the torrent's loop. */
    public TorrentExtensions open(TorrentPort torrent) {
        throw new UnsupportedOperationException();
    }

    /** The plugins, in order of arrival. */
    public List<PluginSnapshot> snapshot() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends a quarantine.
     *
     * @param name as {@link PluginSnapshot#name}
     * @return whether a plugin of that name was in quarantine
     */
    public boolean reset(String name) {
        throw new UnsupportedOperationException();
    }

    /** The session ends: plugins are told ({@code abort}) and their lanes end. Waits up to the deadline. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
