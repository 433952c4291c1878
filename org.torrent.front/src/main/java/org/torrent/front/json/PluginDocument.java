package org.torrent.front.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.deploy.DeployedFile;

/** A plugin: an element of {@code torrent:plugins}. */
public final class PluginDocument {
    private PluginDocument() {}

    /** Several, in order of arrival, how many threads hang in plugins' calls, and the files of the deploy folders. */
    public static Map<String, Object> list(List<PluginSnapshot> plugins, int stuckThreads, List<DeployedFile> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("plugins", plugins.stream().map(PluginDocument::of).toList());
        document.put("stuck_threads", stuckThreads);
        document.put("files", files.stream().map(DeployedFileDocument::of).toList());
        return document;
    }

    /** The document. */
    public static Map<String, Object> of(PluginSnapshot plugin) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", plugin.name());
        document.put("kind", plugin.kind());
        document.put("ids", plugin.ids());
        document.put("extensions", plugin.extensions());
        document.put("bundle", plugin.bundle());
        document.put("version", plugin.version());
        document.put("services", plugin.services());
        document.put("service_id", plugin.serviceId() < 0 ? null : plugin.serviceId());
        document.put("hooks", plugin.hooks());
        document.put("state", state(plugin.state()));
        document.put("reason", plugin.reason());
        document.put("target", plugin.target());
        document.put(
                "disabled_for",
                plugin.disabledFor().stream()
                        .map(torrent -> torrent.infoHash().hex())
                        .toList());
        document.put("calls", plugin.calls());
        document.put("errors", plugin.errors());
        document.put("dropped", plugin.dropped());
        document.put("time_nanos", plugin.timeNanos());
        document.put("p50_nanos", plugin.p50Nanos());
        document.put("p99_nanos", plugin.p99Nanos());
        document.put("max_nanos", plugin.maxNanos());
        document.put("last_error", plugin.lastError());
        document.put("last_error_time", time(plugin));
        document.put("last_stack", plugin.lastStack());
        document.put("call", plugin.call());
        document.put("waiting_calls", plugin.waitingCalls());
        document.put("waiting_results", plugin.waitingResults());
        return document;
    }

    private static String time(PluginSnapshot plugin) {
        long millis = plugin.lastErrorMillis();
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** {@code active}, {@code starting}, {@code waiting}, {@code refused}, {@code disabled}, {@code quarantined}, {@code stuck}, {@code no-id}, {@code departed}. */
    public static String state(PluginSnapshot.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
