package org.torrent.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentSession;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.front.json.DeployedFileDocument;
import org.torrent.front.json.PluginDocument;
import org.torrent.model.TorrentId;

/** Plugins in full, for people. Not thread-safe. */
public final class PluginLines {
    private static final String LINE = "%-13s%s";

    private final TorrentSession session;
    private final List<String> lines = new ArrayList<>();

    private PluginLines(TorrentSession session) {
        this.session = session;
    }

    /**
     * All that is known of plugins of one name.
     *
     * @param files those of the deploy folders with their bundles
     */
    public static List<String> of(List<PluginSnapshot> plugins, List<DeployedFile> files, TorrentSession session) {
        PluginLines all = new PluginLines(session);
        for (PluginSnapshot plugin : plugins) {
            all.add(plugin);
            files.stream().filter(file -> file.bundle().equals(plugin.bundle())).forEach(all::file);
            all.does(plugin);
        }
        files.stream()
                .filter(file ->
                        plugins.stream().noneMatch(plugin -> plugin.bundle().equals(file.bundle())))
                .forEach(all::alone);
        return all.lines;
    }

    private void add(PluginSnapshot plugin) {
        line("plugin", plugin.name());
        line("kind", plugin.kind());
        line("bundle", plugin.bundle() + " " + plugin.version());
    }

    private void does(PluginSnapshot plugin) {
        if (plugin.serviceId() >= 0) {
            line("service", plugin.serviceId() + ", " + String.join(", ", plugin.services()));
        }
        line("state", PluginDocument.state(plugin.state()));
        given(waits(plugin) ? "waits for" : "reason", plugin.reason());
        listed("extensions", plugin.extensions());
        listed("ids", plugin.ids());
        line("torrents", plugin.target().isEmpty() ? "all" : plugin.target());
        plugin.disabledFor().forEach(torrent -> line("disabled for", name(torrent)));
        listed("hooks", plugin.hooks());
        line("calls", plugin.calls() + ", " + Human.millis(plugin.timeNanos()) + " in all");
        if (plugin.calls() > 0) {
            line(
                    "time",
                    "p50 " + Human.shortTime(plugin.p50Nanos()) + ", p99 " + Human.shortTime(plugin.p99Nanos())
                            + ", max " + Human.shortTime(plugin.maxNanos()));
        }
        given("under way", plugin.call());
        line("waiting", plugin.waitingCalls() + " calls, " + plugin.waitingResults() + " answers of the session");
        line("dropped", Long.toString(plugin.dropped()));
        line("errors", Long.toString(plugin.errors()));
        if (!plugin.lastError().isEmpty()) {
            line("last error", Instant.ofEpochMilli(plugin.lastErrorMillis()) + " " + plugin.lastError());
        }
        plugin.lastStack().lines().forEach(frame -> lines.add("  " + SafeText.safe(frame.replace("\t", "  "))));
    }

    private static boolean waits(PluginSnapshot plugin) {
        return plugin.state() == PluginSnapshot.State.WAITING || plugin.state() == PluginSnapshot.State.STARTING;
    }

    private void file(DeployedFile file) {
        line("file", file.path() + ", " + DeployedFileDocument.state(file.state()));
        given("", file.reason());
    }

    /** There is no plugin of its bundle. */
    private void alone(DeployedFile file) {
        line("bundle", (file.bundle() + " " + file.version()).strip());
        file(file);
        line("", "no plugin of it is known");
    }

    private void line(String name, String value) {
        lines.add(String.format(LINE, name, SafeText.safe(value)).stripTrailing());
    }

    private void given(String name, String value) {
        if (!value.isEmpty()) {
            line(name, value);
        }
    }

    private void listed(String name, Collection<?> values) {
        given(name, values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }

    private String name(TorrentId torrent) {
        return session.find(torrent)
                .map(handle -> handle.number() + " (" + handle.snapshot().name() + ")")
                .orElse(torrent.text());
    }
}
