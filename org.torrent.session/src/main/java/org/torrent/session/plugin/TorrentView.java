package org.torrent.session.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.TorrentContext;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PendingResults.Pending;

/** A torrent as one full plugin sees it, until either leaves. Any thread. */
final class TorrentView implements TorrentContext {
    private final FullEntry entry;
    private final TorrentExtensions torrent;
    private final TorrentId id;
    private volatile EngineTorrent port;

    TorrentView(FullEntry entry, TorrentExtensions torrent, EngineTorrent port) {
        this.entry = entry;
        this.torrent = torrent;
        this.port = port;
        this.id = port.id();
    }

    void revoke() {
        port = null;
    }

    @Override
    public TorrentId id() {
        return port().id();
    }

    @Override
    public Optional<byte[]> metadata() {
        return port().metadata();
    }

    @Override
    public boolean isPrivate() {
        return port().isPrivate();
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        EngineTorrent current = port();
        Pending<Boolean> pending = entry.pending.<Boolean>open(0).orElseThrow();
        CompletionStage<Boolean> stage = pending.stage();
        current.post(PluginCall.SUPPLY_METADATA, () -> supply(pending, info));
        return stage;
    }

    private void supply(Pending<Boolean> pending, byte[] info) {
        EngineTorrent current = port;
        if (current == null) {
            pending.fail(gone());
        } else {
            current.supplyMetadata(info).whenComplete(pending::settle);
        }
    }

    @Override
    public TorrentSnapshot snapshot() {
        return port().snapshot();
    }

    @Override
    public Collection<PeerContext> peers() {
        if (!port().inLoop()) {
            throw new IllegalStateException("peers() is for the torrent's loop: call it in a hook or in execute()");
        }
        return List.copyOf(torrent.views(entry));
    }

    @Override
    public void repeatHandshake() {
        port().post(PluginCall.REPEAT_HANDSHAKE, torrent::handshakeChanged);
    }

    @Override
    public void postAlert(Alert alert) {
        port().postAlert(PluginEnvironment.plain(alert));
    }

    @Override
    public void execute(Runnable task) {
        port().post(PluginCall.TASK, () -> {
            if (port != null) {
                entry.run("task", task);
            }
        });
    }

    @Override
    public long nowNanos() {
        port();
        return entry.environment.nowNanos();
    }

    private EngineTorrent port() {
        EngineTorrent current = port;
        if (current == null) {
            throw new IllegalStateException(gone());
        }
        return current;
    }

    private String gone() {
        return "torrent " + id + " or plugin " + entry.describe() + " left";
    }
}
