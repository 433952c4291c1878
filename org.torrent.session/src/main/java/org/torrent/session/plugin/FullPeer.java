package org.torrent.session.plugin;

import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.session.plugin.FullEntry.Outcome;

/** A full plugin's part for one connection. Without a plugin it only remembers that it was asked. The torrent's loop only. */
final class FullPeer {
    final FullTorrent torrent;
    final PeerView view;
    private PeerPlugin plugin;
    private long mask;

    private FullPeer(FullTorrent torrent, PeerView view, PeerPlugin plugin) {
        this.torrent = torrent;
        this.view = view;
        this.plugin = plugin;
        this.mask = Hook.maskOf(plugin);
    }

    /**
     * Asks the plugin for it.
     *
     * @throws ConnectionRefusedByPlugin when it throws
     */
    static FullPeer attach(FullTorrent torrent, PeerView view) throws ConnectionRefusedByPlugin {
        PeerPlugin[] made = new PeerPlugin[1];
        if (torrent.has(Hook.NEW_CONNECTION)) {
            Outcome outcome = torrent.entry.run(
                    Hook.NEW_CONNECTION, () -> made[0] = torrent.plugin().newConnection(view));
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

    void connected() {
        if (Hook.CONNECTED.in(mask)) {
            entry().run(Hook.CONNECTED, plugin::onConnected);
        }
    }

    void addHandshake(HandshakeDraft draft) {
        if (Hook.ADD_HANDSHAKE.in(mask)) {
            try (HandshakeDraft.Builder builder = draft.builder(entry())) {
                entry().run(Hook.ADD_HANDSHAKE, () -> plugin.addHandshake(builder));
            }
        }
    }

    void extensionHandshake(BencodeDictionary handshake) {
        if (Hook.EXTENSION_HANDSHAKE.in(mask)) {
            boolean[] keep = {true};
            entry().run(Hook.EXTENSION_HANDSHAKE, () -> keep[0] = plugin.onExtensionHandshake(handshake));
            if (!keep[0]) {
                drop();
            }
        }
    }

    Verdict extended(int id, byte[] body) {
        Verdict[] verdict = {Verdict.PASS};
        if (Hook.EXTENDED.in(mask)) {
            entry().run(Hook.EXTENDED, () -> verdict[0] = plugin.onExtended(body.length, id, body));
        }
        return verdict[0];
    }

    void tick() {
        if (Hook.PEER_TICK.in(mask)) {
            entry().run(Hook.PEER_TICK, plugin::tick);
        }
    }

    /** The connection ends. */
    void disconnect(String reason) {
        if (Hook.DISCONNECT.in(mask)) {
            entry().run(Hook.DISCONNECT, () -> plugin.onDisconnect(reason));
        }
        drop();
    }

    /** No more calls; its view throws. */
    void drop() {
        plugin = null;
        mask = 0;
        view.revoke();
    }
}
