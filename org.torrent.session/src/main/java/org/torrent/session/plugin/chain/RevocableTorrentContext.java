package org.torrent.session.plugin.chain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.TorrentContext;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.PendingResults.Pending;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.HookIds;

/** A torrent as one full plugin sees it, until either leaves or this life of the torrent ends. Any thread. */
public final class RevocableTorrentContext implements TorrentContext, Lent {
    private final FullPluginEntry entry;
    private final TorrentEpoch epoch;
    private final TorrentConnections connections;
    private final TorrentId id;
    private volatile EngineTorrent port;

    private RevocableTorrentContext(
            FullPluginEntry entry, TorrentEpoch epoch, EngineTorrent port, TorrentConnections connections) {
        this.entry = entry;
        this.epoch = epoch;
        this.port = port;
        this.connections = connections;
        this.id = port.id();
    }

    /** Lends a torrent for the rest of its life. */
    public static RevocableTorrentContext lend(
            FullPluginEntry entry, TorrentEpoch epoch, EngineTorrent port, TorrentConnections connections) {
        RevocableTorrentContext context = new RevocableTorrentContext(entry, epoch, port, connections);
        epoch.lend(context);
        return context;
    }

    @Override
    public void revoke() {
        port = null;
        entry.session().remove(this);
        epoch.forget(this);
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
        Pending<Boolean> pending = entry.pending().<Boolean>open(epoch, 0).orElseThrow();
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
        return List.copyOf(connections.contextsOf(entry));
    }

    @Override
    public void repeatHandshake() {
        port().post(PluginCall.REPEAT_HANDSHAKE, () -> {
            if (port != null) {
                connections.handshakeChanged();
            }
        });
    }

    @Override
    public void postAlert(Alert alert) {
        port().postAlert(PluginEnvironment.plain(alert));
    }

    @Override
    public void execute(Runnable task) {
        port().post(PluginCall.TASK, () -> {
            EngineTorrent current = port;
            if (current != null) {
                entry.run(entry.calls(current.mark()), HookIds.TASK, task);
            }
        });
    }

    @Override
    public long nowNanos() {
        port();
        return entry.environment().nowNanos();
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
