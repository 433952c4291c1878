package org.torrent.session.plugin.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.TorrentContext;

/** The session as one full plugin sees it, revocable, until it leaves. Any thread. */
public final class RevocableSessionContext implements SessionContext {
    private final PluginEntry entry;
    private final List<TorrentContext> torrents = new CopyOnWriteArrayList<>();
    private volatile boolean revoked;

    RevocableSessionContext(PluginEntry entry) {
        this.entry = entry;
    }

    /** The plugin takes part in a torrent. */
    public void add(TorrentContext torrent) {
        torrents.add(torrent);
    }

    /** No more. */
    public void remove(TorrentContext torrent) {
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
        entry.postAlert(alert);
    }

    @Override
    public void postAlert(AlertCategory category, Supplier<? extends Alert> alert) {
        check();
        entry.postAlert(category, alert);
    }

    @Override
    public Path dataDirectory() {
        check();
        Path root = entry.environment().dataRoot();
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
