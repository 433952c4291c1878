package org.torrent.session.plugin.chain;

import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.Message;
import org.torrent.runtime.watch.LoopCalls;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.Outcome;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.handshake.HandshakeDraft;
import org.torrent.session.plugin.hook.HookIds;
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
    private final LoopCalls calls;
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
        this.calls = torrent.calls();
        this.life = PeerHook.maskOf(plugin);
        this.received = ReceivedHook.maskOf(plugin);
        this.sent = SentHook.maskOf(plugin);
        torrent.entry().hooksSeen().peer(life, received, sent);
    }

    /** How soon the plugin wants the peer unchoked, the lower the sooner. */
    long unchokePriority() {
        return attached() && !epoch.isOver() ? torrent.entry().unchokePriority(calls, context) : Long.MAX_VALUE;
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

    /** The connection is up. */
    public void connected() {
        run(PeerHook.CONNECTED, () -> plugin.onConnected());
    }

    /** Both BitTorrent handshakes are done: it may detach the plugin. */
    public void handshake(long reservedBits) {
        boolean[] keep = {true};
        run(PeerHook.HANDSHAKE, () -> keep[0] = plugin.onHandshake(reservedBits));
        if (!keep[0]) {
            drop();
        }
    }

    /** False when it should have been asked, and leaves. */
    boolean addHandshake(HandshakeDraft draft) {
        if (!PeerHook.ADD_HANDSHAKE.in(life)) {
            return true;
        }
        try (HandshakeDraft.Builder builder = draft.builder(entry())) {
            return run(HookIds.of(PeerHook.ADD_HANDSHAKE), () -> plugin.addHandshake(builder)) != Outcome.SKIPPED;
        }
    }

    /** An extension handshake arrived: it may detach the plugin. */
    public void extensionHandshake(BencodeDictionary handshake) {
        boolean[] keep = {true};
        run(PeerHook.EXTENSION_HANDSHAKE, () -> keep[0] = plugin.onExtensionHandshake(handshake));
        if (!keep[0]) {
            drop();
        }
    }

    /** Asks about a message that arrived, as one step of a walk along the chain. */
    Verdict received(int walk, ReceivedHook hook, Message message) {
        int begun = hook.in(received) ? step(walk, HookIds.of(hook)) : LoopCalls.NOT_MADE;
        if (begun == LoopCalls.NOT_MADE) {
            return Verdict.PASS;
        }
        try {
            return hook.call(plugin, message);
        } catch (Throwable error) { // foreign code: a LinkageError would kill the loop
            entry().threw(HookIds.of(hook), error);
            return Verdict.PASS;
        } finally {
            calls.endStep(begun);
        }
    }

    /** Asks about a block that arrived. */
    Verdict received(BlockRequest request, Block block) {
        if (!ReceivedHook.PIECE.in(received)) {
            return Verdict.PASS;
        }
        OfferedBlock offer = new OfferedBlock(context, request, block);
        Verdict verdict = offered(request, offer);
        offer.end(verdict == Verdict.HANDLED);
        return verdict;
    }

    private Verdict offered(BlockRequest request, OfferedBlock offer) {
        int begun = begin(HookIds.of(ReceivedHook.PIECE));
        if (begun == LoopCalls.NOT_MADE) {
            return Verdict.PASS;
        }
        try {
            return plugin.onPiece(request, offer);
        } catch (Throwable error) { // foreign code
            entry().threw(HookIds.of(ReceivedHook.PIECE), error);
            return Verdict.PASS;
        } finally {
            calls.end(begun);
        }
    }

    /** Asks about a piece that the peer has no more. */
    Verdict dontHave(int piece) {
        Verdict[] verdict = {Verdict.PASS};
        if (ReceivedHook.DONT_HAVE.in(received)) {
            run(HookIds.of(ReceivedHook.DONT_HAVE), () -> verdict[0] = plugin.onDontHave(piece));
        }
        return verdict[0];
    }

    /** Tells that we told of such a piece. */
    void sentDontHave(int piece) {
        if (SentHook.DONT_HAVE.in(sent)) {
            run(HookIds.of(SentHook.DONT_HAVE), () -> plugin.sentDontHave(piece));
        }
    }

    /** Tells of a message that left, or a block that was queued: the same. */
    void sent(int walk, SentHook hook, Object what) {
        int begun = hook.in(sent) ? step(walk, HookIds.of(hook)) : LoopCalls.NOT_MADE;
        if (begun == LoopCalls.NOT_MADE) {
            return;
        }
        try {
            hook.call(plugin, what);
        } catch (Throwable error) { // foreign code
            entry().threw(HookIds.of(hook), error);
        } finally {
            calls.endStep(begun);
        }
    }

    /** Asks about a request that is about to leave. */
    Verdict writeRequest(BlockRequest request) {
        int begun = PeerHook.WRITE_REQUEST.in(life) ? begin(HookIds.of(PeerHook.WRITE_REQUEST)) : LoopCalls.NOT_MADE;
        if (begun == LoopCalls.NOT_MADE) {
            return Verdict.PASS;
        }
        try {
            return plugin.writeRequest(request);
        } catch (Throwable error) { // foreign code
            entry().threw(HookIds.of(PeerHook.WRITE_REQUEST), error);
            return Verdict.PASS;
        } finally {
            calls.end(begun);
        }
    }

    /** Tells of payload that left. */
    void sentPayload(long bytes) {
        if (SentHook.PAYLOAD.in(sent)) {
            run(HookIds.of(SentHook.PAYLOAD), () -> plugin.sentPayload(bytes));
        }
    }

    /** Whether it lets a good peer go. */
    boolean canDisconnect(String reason) {
        boolean[] can = {true};
        run(PeerHook.CAN_DISCONNECT, () -> can[0] = plugin.canDisconnect(reason));
        return can[0];
    }

    /** A piece with blocks of the peer's was hashed. */
    void hashed(int piece, boolean passed) {
        if (passed) {
            run(PeerHook.PIECE_PASS, () -> plugin.onPiecePass(piece));
        } else {
            run(PeerHook.PIECE_FAILED, () -> plugin.onPieceFailed(piece));
        }
    }

    void tick() {
        run(PeerHook.TICK, () -> plugin.tick());
    }

    /** The connection ends. */
    void disconnect(String reason) {
        run(PeerHook.DISCONNECT, () -> plugin.onDisconnect(reason));
        drop();
    }

    /** The way of messages: no object, no clock, and one mark that takes the place of the last plugin's. */
    private int step(int walk, int hook) {
        return epoch.isOver() ? LoopCalls.NOT_MADE : calls.beginStep(walk, hook);
    }

    /** The same for one plugin alone. */
    private int begin(int hook) {
        return epoch.isOver() ? LoopCalls.NOT_MADE : calls.begin(hook);
    }

    private void run(PeerHook hook, Runnable call) {
        if (hook.in(life)) {
            run(HookIds.of(hook), call);
        }
    }

    private Outcome run(int hook, Runnable call) {
        return epoch.isOver() ? Outcome.SKIPPED : entry().run(calls, hook, call);
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
