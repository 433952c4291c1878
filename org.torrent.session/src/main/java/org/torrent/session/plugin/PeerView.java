package org.torrent.session.plugin;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.PeerSnapshot;
import org.torrent.ext.api.PeerContext;
import org.torrent.session.plugin.PendingResults.Pending;

/** A connection as one full plugin sees it, until either leaves. Any thread. */
final class PeerView implements PeerContext {
    final FullEntry entry;
    private final PeerExtensions peer;
    private final PluginMailbox mailbox;
    private volatile EnginePeer port;

    PeerView(FullEntry entry, PeerExtensions peer, PluginMailbox mailbox, EnginePeer port) {
        this.entry = entry;
        this.peer = peer;
        this.mailbox = mailbox;
        this.port = port;
    }

    void revoke() {
        port = null;
    }

    boolean revoked() {
        return port == null;
    }

    @Override
    public InetSocketAddress remote() {
        return port().remote();
    }

    @Override
    public InetSocketAddress local() {
        return port().local();
    }

    @Override
    public boolean outgoing() {
        return port().outgoing();
    }

    @Override
    public long reservedBits() {
        return port().reservedBits();
    }

    @Override
    public PeerSnapshot snapshot() {
        return port().snapshot();
    }

    @Override
    public Set<String> extensionNames() {
        port();
        return peer.publishedNames();
    }

    @Override
    public OptionalInt localId(String name) {
        port();
        return entry.names().contains(name) ? peer.publishedId(name) : OptionalInt.empty();
    }

    @Override
    public CompletionStage<Void> send(String name, byte[] payload) {
        port();
        if (!entry.names().contains(name)) {
            return failed("plugin " + entry.describe() + " does not declare the extension name " + name);
        }
        Pending<Void> pending = entry.pending.<Void>open(payload.length).orElse(null);
        if (pending == null) {
            entry.meter.dropped();
            return failed("too much of plugin " + entry.describe() + " is queued already");
        }
        CompletionStage<Void> stage = pending.stage();
        if (mailbox.inLoop()) {
            peer.send(this, name, payload, pending);
        } else {
            mailbox.post(PluginCall.SEND, () -> peer.send(this, name, payload, pending));
        }
        return stage;
    }

    @Override
    public void disconnect(String reason) {
        port();
        mailbox.post(PluginCall.DISCONNECT, () -> {
            EnginePeer current = port;
            if (current != null) {
                current.disconnect("plugin " + entry.describe() + ": " + reason);
            }
        });
    }

    private EnginePeer port() {
        EnginePeer current = port;
        if (current == null) {
            throw new IllegalStateException("the connection or plugin " + entry.describe() + " left");
        }
        return current;
    }

    private static CompletionStage<Void> failed(String reason) {
        return CompletableFuture.failedFuture(new IllegalStateException(reason));
    }
}
