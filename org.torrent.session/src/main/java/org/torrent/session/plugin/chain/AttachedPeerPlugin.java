package org.torrent.session.plugin.chain;

import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.FullPluginEntry.Outcome;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.handshake.HandshakeDraft;
import org.torrent.session.plugin.hook.Hook;
import org.torrent.session.plugin.hook.PeerHook;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.hook.SentHook;
import org.torrent.session.plugin.hook.TorrentHook;
import org.torrent.spi.buffer.Block;

/** A full plugin's part for one connection. Without a plugin it only remembers that it was asked. The torrent's loop only. */
public final class AttachedPeerPlugin {
    private final AttachedTorrentPlugin torrent;
    private final TorrentEpoch epoch;
    private final RevocablePeerContext context;
    private PeerPlugin plugin;
    private long life;
    private long received;
    private long sent;

    private AttachedPeerPlugin(
            AttachedTorrentPlugin torrent, TorrentEpoch epoch, RevocablePeerContext context, PeerPlugin plugin) {
        this.torrent = torrent;
        this.epoch = epoch;
        this.context = context;
        this.plugin = plugin;
        this.life = PeerHook.maskOf(plugin);
        this.received = ReceivedHook.maskOf(plugin);
        this.sent = SentHook.maskOf(plugin);
    }

    /** How soon the plugin wants the peer unchoked, the lower the sooner. */
    long unchokePriority() {
        return attached() && !epoch.isOver() ? torrent.entry().unchokePriority(context) : Long.MAX_VALUE;
    }

    /**
     * Asks the plugin for it.
     *
     * @throws ConnectionRefusedByPlugin when it throws
     */
    static AttachedPeerPlugin attach(AttachedTorrentPlugin torrent, TorrentEpoch epoch, RevocablePeerContext context)
            throws ConnectionRefusedByPlugin {
        PeerPlugin[] made = new PeerPlugin[1];
        Outcome outcome = torrent.run(
                TorrentHook.NEW_CONNECTION, () -> made[0] = torrent.plugin().newConnection(context));
        if (outcome == Outcome.THREW) {
            context.revoke();
            throw new ConnectionRefusedByPlugin(
                    "plugin " + torrent.entry().describe() + ": newConnection threw, which closes the connection");
        }
        if (made[0] == null) {
            context.revoke();
        }
        return new AttachedPeerPlugin(torrent, epoch, context, made[0]);
    }

    AttachedTorrentPlugin torrent() {
        return torrent;
    }

    FullPluginEntry entry() {
        return torrent.entry();
    }

    RevocablePeerContext context() {
        return context;
    }

    PeerPlugin plugin() {
        return plugin;
    }

    boolean attached() {
        return plugin != null;
    }

    /** The {@link ReceivedHook}s it wants. */
    long received() {
        return received;
    }

    /** The {@link PeerHook}s it wants. */
    long life() {
        return life;
    }

    /** The {@link SentHook}s it wants. */
    long sent() {
        return sent;
    }

    /** Both BitTorrent handshakes are done. */
    public void connected() {
        run(PeerHook.CONNECTED, life, () -> plugin.onConnected());
    }

    void addHandshake(HandshakeDraft draft) {
        if (PeerHook.ADD_HANDSHAKE.in(life)) {
            try (HandshakeDraft.Builder builder = draft.builder(entry())) {
                run(PeerHook.ADD_HANDSHAKE, life, () -> plugin.addHandshake(builder));
            }
        }
    }

    /** An extension handshake arrived: it may detach the plugin. */
    public void extensionHandshake(BencodeDictionary handshake) {
        boolean[] keep = {true};
        run(PeerHook.EXTENSION_HANDSHAKE, life, () -> keep[0] = plugin.onExtensionHandshake(handshake));
        if (!keep[0]) {
            drop();
        }
    }

    /** Asks about a message that arrived. */
    Verdict received(ReceivedHook hook, Message message) {
        if (!hook.in(received)) {
            return Verdict.PASS;
        }
        Verdict[] verdict = {Verdict.PASS};
        run(hook, received, () -> verdict[0] = hook.call(plugin, message));
        return verdict[0];
    }

    /** Asks about a block that arrived. */
    Verdict received(BlockRequest request, Block block) {
        if (!ReceivedHook.PIECE.in(received)) {
            return Verdict.PASS;
        }
        OfferedBlock offer = new OfferedBlock(context, request, block);
        Verdict[] verdict = {Verdict.PASS};
        run(ReceivedHook.PIECE, received, () -> verdict[0] = plugin.onPiece(request, offer));
        offer.end(verdict[0] == Verdict.HANDLED);
        return verdict[0];
    }

    /** Tells of a message that left. */
    void sent(SentHook hook, Message message) {
        run(hook, sent, () -> hook.call(plugin, message));
    }

    /** Tells of a block that was queued. */
    void sentPiece(BlockRequest request) {
        run(SentHook.PIECE, sent, () -> plugin.sentPiece(request));
    }

    /** Asks about a request that is about to leave. */
    Verdict writeRequest(BlockRequest request) {
        Verdict[] verdict = {Verdict.PASS};
        run(PeerHook.WRITE_REQUEST, life, () -> verdict[0] = plugin.writeRequest(request));
        return verdict[0];
    }

    /** Tells of payload that left. */
    void sentPayload(long bytes) {
        run(SentHook.PAYLOAD, sent, () -> plugin.sentPayload(bytes));
    }

    /** A piece with blocks of the peer's was hashed. */
    void hashed(int piece, boolean passed) {
        if (passed) {
            run(PeerHook.PIECE_PASS, life, () -> plugin.onPiecePass(piece));
        } else {
            run(PeerHook.PIECE_FAILED, life, () -> plugin.onPieceFailed(piece));
        }
    }

    void tick() {
        run(PeerHook.TICK, life, () -> plugin.tick());
    }

    /** The connection ends. */
    void disconnect(String reason) {
        run(PeerHook.DISCONNECT, life, () -> plugin.onDisconnect(reason));
        drop();
    }

    private void run(Hook hook, long mask, Runnable call) {
        if (hook.in(mask) && !epoch.isOver()) {
            entry().run(hook.label(), call);
        }
    }

    /** No more calls; its context throws. */
    void drop() {
        plugin = null;
        life = 0;
        received = 0;
        sent = 0;
        context.revoke();
    }
}
