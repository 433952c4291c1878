package org.torrent.session.plugin.chain;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.torrent.api.PeerSnapshot;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.model.BlockRequest;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginMailbox;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.PendingResults.Pending;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.spi.buffer.Block;

/** A connection as one full plugin sees it, until either leaves or the torrent's life ends. Any thread. */
public final class RevocablePeerContext implements PeerContext, Lent {
    private final FullPluginEntry entry;
    private final TorrentEpoch epoch;
    private final PluginMailbox mailbox;
    private final ExtendedSender sender;
    private final PluginFinder plugins;
    private final AtomicBoolean disconnecting = new AtomicBoolean();
    private volatile EnginePeer port;

    private RevocablePeerContext(
            FullPluginEntry entry,
            TorrentEpoch epoch,
            PluginMailbox mailbox,
            EnginePeer port,
            ExtendedSender sender,
            PluginFinder plugins) {
        this.entry = entry;
        this.epoch = epoch;
        this.mailbox = mailbox;
        this.port = port;
        this.sender = sender;
        this.plugins = plugins;
    }

    /** Lends a connection for the rest of the torrent's life. */
    public static RevocablePeerContext lend(
            FullPluginEntry entry,
            TorrentEpoch epoch,
            PluginMailbox mailbox,
            EnginePeer port,
            ExtendedSender sender,
            PluginFinder plugins) {
        RevocablePeerContext context = new RevocablePeerContext(entry, epoch, mailbox, port, sender, plugins);
        epoch.lend(context);
        return context;
    }

    @Override
    public void revoke() {
        port = null;
        epoch.forget(this);
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
    public boolean synthetic() {
        checkLoop("synthetic()");
        return sender.synthetic();
    }

    @Override
    public PeerSnapshot snapshot() {
        return port().snapshot();
    }

    @Override
    public Set<String> extensionNames() {
        port();
        return sender.publishedNames();
    }

    @Override
    public OptionalInt localId(String name) {
        port();
        return entry.names().contains(name) ? sender.publishedId(name) : OptionalInt.empty();
    }

    @Override
    public CompletionStage<Void> send(String name, byte[] payload) {
        port();
        if (!entry.names().contains(name)) {
            return failed("plugin " + entry.describe() + " does not declare the extension name " + name);
        }
        return deliver(payload.length, pending -> sender.send(entry, name, payload, pending));
    }

    @Override
    public CompletionStage<Void> send(PeerMessage message) {
        port();
        PeerMessage kept = mailbox.inLoop() ? message : PluginMessage.kept(message);
        int bytes = PluginMessage.payloadBytes(kept) + PluginLimits.MESSAGE_BYTES;
        return deliver(bytes, pending -> sender.send(entry, kept, pending));
    }

    /** Sends on the loop, within what the plugin may have queued. */
    private CompletionStage<Void> deliver(int bytes, Consumer<Pending<Void>> send) {
        Pending<Void> pending = entry.pending().<Void>open(epoch, bytes).orElse(null);
        if (pending == null) {
            entry.meter().dropped();
            return failed("too much of plugin " + entry.describe() + " is queued already");
        }
        CompletionStage<Void> stage = pending.stage();
        if (mailbox.inLoop()) {
            send.accept(pending);
        } else {
            mailbox.post(PluginCall.SEND, () -> sendIfThere(send, pending));
        }
        return stage;
    }

    private void sendIfThere(Consumer<Pending<Void>> send, Pending<Void> pending) {
        if (port == null) {
            pending.fail("the connection or the plugin left");
        } else {
            send.accept(pending);
        }
    }

    @Override
    public <T> Optional<T> findPlugin(Class<T> type) {
        checkLoop("findPlugin()");
        return plugins.pluginsOf(entry.origin().bundle()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void disconnect(String reason) {
        port();
        if (!disconnecting.compareAndSet(false, true)) {
            return;
        }
        mailbox.post(PluginCall.DISCONNECT, () -> {
            EnginePeer current = port;
            if (current != null) {
                current.disconnect("plugin " + entry.describe() + ": " + reason);
            }
        });
    }

    FullPluginEntry entry() {
        return entry;
    }

    TorrentEpoch epoch() {
        return epoch;
    }

    PluginMailbox mailbox() {
        return mailbox;
    }

    /** On the torrent's loop: the engine goes on with a block, if the connection is there; takes over the reference. */
    void giveBack(BlockRequest request, Block block) {
        EnginePeer current = port;
        if (current == null) {
            block.release();
        } else {
            current.giveBack(request, block);
        }
    }

    private void checkLoop(String method) {
        port();
        if (!mailbox.inLoop()) {
            throw new IllegalStateException(method + " is for the torrent's loop: call it in a hook or in execute()");
        }
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
