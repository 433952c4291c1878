package org.torrent.session.plugin.host;

import java.util.Collection;
import org.torrent.session.plugin.entry.PluginEntry;

/** Which plugin holds most of what is counted. What it keeps in fields of its own is not. */
final class HeapSuspect {
    private HeapSuspect() {}

    static String among(Collection<PluginEntry> plugins) {
        PluginEntry most = null;
        for (PluginEntry plugin : plugins) {
            if (plugin.heldBytes() > 0 && (most == null || plugin.heldBytes() > most.heldBytes())) {
                most = plugin;
            }
        }
        return most == null
                ? "no plugin is known to hold anything"
                : "plugin " + most.describe() + " holds most that is counted, " + most.heldBytes() + " bytes";
    }
}
