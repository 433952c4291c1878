package org.torrent.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentSession;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.front.json.PluginDocument;
import org.torrent.model.TorrentId;

/** A plugin in full, for people. */
public final class PluginLines {
    private PluginLines() {}

    /** All plugins of one name. */
    public static List<String> of(List<PluginSnapshot> plugins, TorrentSession session) {
        List<String> lines = new ArrayList<>();
        for (PluginSnapshot plugin : plugins) {
            lines.add("plugin       " + SafeText.safe(plugin.name()));
            lines.add("kind         " + plugin.kind());
            lines.add("bundle       " + SafeText.safe(plugin.bundle() + " " + plugin.version()));
            lines.add("state        " + PluginDocument.state(plugin.state()));
            if (!plugin.reason().isEmpty()) {
                lines.add("reason       " + SafeText.safe(plugin.reason()));
            }
            if (!plugin.ids().isEmpty()) {
                lines.add("ids          "
                        + plugin.ids().stream().map(Object::toString).collect(Collectors.joining(", ")));
            }
            lines.add("torrents     " + (plugin.target().isEmpty() ? "all" : SafeText.safe(plugin.target())));
            plugin.disabledFor().forEach(torrent -> lines.add("disabled for " + SafeText.safe(name(torrent, session))));
            lines.add("calls        " + plugin.calls() + ", " + plugin.errors() + " errors, "
                    + Human.millis(plugin.timeNanos()));
            lines.add("dropped      " + plugin.dropped());
        }
        return lines;
    }

    private static String name(TorrentId torrent, TorrentSession session) {
        return session.find(torrent)
                .map(handle -> handle.number() + " (" + handle.snapshot().name() + ")")
                .orElse(torrent.text());
    }
}
