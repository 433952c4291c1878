package org.torrent.session.plugin.host;

import java.util.Collection;
import org.torrent.session.plugin.entry.PluginEntry;

/** Which plugin has probably filled the heap. Nobody can know: what a plugin keeps in fields of its own is not counted. */
final class HeapSuspect {
    private HeapSuspect() {}

    static String among(Collection<PluginEntry> plugins) {
        PluginEntry last = null;
        PluginEntry most = null;
        for (PluginEntry plugin : plugins) {
            if (plugin.ranOutIn() != null && (last == null || plugin.ranOutNanos() - last.ranOutNanos() > 0)) {
                last = plugin;
            }
            if (plugin.heldBytes() > 0 && (most == null || plugin.heldBytes() > most.heldBytes())) {
                most = plugin;
            }
        }
        if (last != null) {
            return "plugin " + last.describe() + " ran out of memory last, in " + last.ranOutIn();
        }
        return most == null
                ? "no plugin is known to hold anything"
                : "plugin " + most.describe() + " holds most that is counted, " + most.heldBytes() + " bytes";
    }
}
