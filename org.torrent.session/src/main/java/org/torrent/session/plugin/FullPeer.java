package org.torrent.session.plugin;

import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.FullEntry.Outcome;
import org.torrent.session.plugin.hook.PeerHook;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.hook.SentHook;
import org.torrent.session.plugin.hook.TorrentHook;

/** A full plugin's part for one connection. Without a plugin it only remembers that it was asked. The torrent's loop only. */
final class FullPeer {
    final FullTorrent torrent;
    final PeerView view;
    private PeerPlugin plugin;
    private long life;
    private long received;
    private long sent;

    private FullPeer(FullTorrent torrent, PeerView view, PeerPlugin plugin) {
        this.torrent = torrent;
        this.view = view;
        this.plugin = plugin;
        this.life = PeerHook.maskOf(plugin);
        this.received = ReceivedHook.maskOf(plugin);
        this.sent = SentHook.maskOf(plugin);
    }

    /**
     * Asks the plugin for it.
     *
     * @throws ConnectionRefusedByPlugin when it throws
     */
    static FullPeer attach(FullTorrent torrent, PeerView view) throws ConnectionRefusedByPlugin {
        PeerPlugin[] made = new PeerPlugin[1];
        if (torrent.has(TorrentHook.NEW_CONNECTION)) {
            Outcome outcome = torrent.entry.run(
                    TorrentHook.NEW_CONNECTION.label(),
                    () -> made[0] = torrent.plugin().newConnection(view));
            if (outcome == Outcome.THREW) {
                view.revoke();
                throw new ConnectionRefusedByPlugin(
                        "plugin " + torrent.entry.describe() + ": newConnection threw, which closes the connection");
            }
        }
        FullPeer peer = new FullPeer(torrent, view, made[0]);
        if (made[0] == null) {
            view.revoke();
        }
        return peer;
    }

    FullEntry entry() {
        return torrent.entry;
    }

    boolean attached() {
        return plugin != null;
    }

    /** The {@link ReceivedHook}s it wants. */
    long received() {
        return received;
    }

    /** The {@link SentHook}s it wants. */
    long sent() {
        return sent;
    }

    void connected() {
        run(PeerHook.CONNECTED, () -> plugin.onConnected());
    }

    void addHandshake(HandshakeDraft draft) {
        if (PeerHook.ADD_HANDSHAKE.in(life)) {
            try (HandshakeDraft.Builder builder = draft.builder(entry())) {
                run(PeerHook.ADD_HANDSHAKE, () -> plugin.addHandshake(builder));
            }
        }
    }

    void extensionHandshake(BencodeDictionary handshake) {
        boolean[] keep = {true};
        run(PeerHook.EXTENSION_HANDSHAKE, () -> keep[0] = plugin.onExtensionHandshake(handshake));
        if (!keep[0]) {
            drop();
        }
    }

    /** Asks about a message that arrived. */
    Verdict received(ReceivedHook hook, Message message) {
        Verdict[] verdict = {Verdict.PASS};
        if (hook.in(received)) {
            entry().run(hook.label(), () -> verdict[0] = hook.call(plugin, message));
        }
        return verdict[0];
    }

    /** Tells of a message that left. */
    void sent(SentHook hook, Message message) {
        if (hook.in(sent)) {
            entry().run(hook.label(), () -> hook.call(plugin, message));
        }
    }

    /** Tells of payload that left. */
    void sentPayload(long bytes) {
        if (SentHook.PAYLOAD.in(sent)) {
            entry().run(SentHook.PAYLOAD.label(), () -> plugin.sentPayload(bytes));
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

    private void run(PeerHook hook, Runnable call) {
        if (hook.in(life)) {
            entry().run(hook.label(), call);
        }
    }

    /** No more calls; its view throws. */
    void drop() {
        plugin = null;
        life = 0;
        received = 0;
        sent = 0;
        view.revoke();
    }
}
