package org.torrent.session.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.api.Alert;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.TorrentContext;

/** The session as one full plugin sees it, until it leaves. Any thread. */
final class SessionView implements SessionContext {
    private final FullEntry entry;
    private final Set<TorrentView> torrents = ConcurrentHashMap.newKeySet();
    private volatile boolean revoked;

    SessionView(FullEntry entry) {
        this.entry = entry;
    }

    void add(TorrentView torrent) {
        torrents.add(torrent);
    }

    void remove(TorrentView torrent) {
        torrents.remove(torrent);
    }

    void revoke() {
        revoked = true;
        torrents.clear();
    }

    @Override
    public Collection<TorrentContext> torrents() {
        check();
        return List.copyOf(torrents);
    }

    @Override
    public void postAlert(Alert alert) {
        check();
        entry.environment.alerts().accept(PluginEnvironment.plain(alert));
    }

    @Override
    public Path dataDirectory() {
        check();
        Path root = entry.environment.dataRoot();
        if (root == null) {
            throw new IllegalStateException("this session has no place for plugins' data");
        }
        Path own = root.resolve(fileName(entry.origin().bundle())).resolve(fileName(entry.name()));
        try {
            return Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException("can't create the plugin's directory " + own, e);
        }
    }

    private void check() {
        if (revoked) {
            throw new IllegalStateException("plugin " + entry.describe() + " left");
        }
    }

    /** A name without separators, and no name of only dots. */
    private static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        return plain.replace(".", "").isEmpty() ? "_" + plain : plain;
    }
}
