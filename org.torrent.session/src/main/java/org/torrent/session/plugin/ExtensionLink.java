package org.torrent.session.plugin;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.hook.ExtensionHook;

/**
 * One {@code ExtensionPlugin} on one connection: turns events into calls on its lane, and answers into messages on the
 * torrent's loop. The torrent's loop only, but for the calls' bodies.
 */
final class ExtensionLink {
    final ExtensionEntry entry;
    final Lane lane;
    int queued; // messages of this connection in the lane, which guards it
    private final PeerExtensions peer;
    private final EngineTorrent torrent;
    private final InfoHash infoHash;
    private final InetSocketAddress remote;

    ExtensionLink(ExtensionEntry entry, PeerExtensions peer, EngineTorrent torrent, InetSocketAddress remote) {
        this.entry = entry;
        this.lane = entry.lane();
        this.peer = peer;
        this.torrent = torrent;
        this.infoHash = torrent.id().infoHash();
        this.remote = remote;
    }

    void connected() {
        event(ExtensionHook.CONNECTED, plugin -> plugin.onPeerConnected(infoHash, remote));
    }

    void disconnected() {
        event(ExtensionHook.DISCONNECTED, plugin -> plugin.onPeerDisconnected(infoHash, remote));
    }

    /** A handshake of theirs arrived. */
    void handshake(BencodeDictionary handshake, int bytes) {
        message(ExtensionHook.HANDSHAKE, bytes, plugin -> {
            Optional<Map<String, BencodeValue>> keys = plugin.onHandshake(infoHash, remote, handshake);
            BencodeDictionary extra = copy(keys);
            torrent.post(PluginCall.EXTRA_KEYS, () -> peer.extraKeys(this, extra));
        });
    }

    /** A message with our id for its name arrived. */
    void message(byte[] payload) {
        message(ExtensionHook.MESSAGE, payload.length, plugin -> {
            Optional<byte[]> reply = plugin.onMessage(infoHash, remote, payload.clone());
            if (reply != null && reply.isPresent()) {
                byte[] own = reply.get().clone();
                torrent.post(PluginCall.REPLY, () -> peer.reply(this, own));
            }
        });
    }

    /** What a plugin does in a call. */
    private interface Call {
        void on(ExtensionPlugin plugin);
    }

    private void event(ExtensionHook hook, Call call) {
        if (entry.has(hook)) {
            lane.offer(new Lane.Task(hook.label(), this, 0, false, () -> run(call)));
        }
    }

    private void message(ExtensionHook hook, int bytes, Call call) {
        if (entry.has(hook) && !lane.offer(new Lane.Task(hook.label(), this, bytes, true, () -> run(call)))) {
            entry.meter.dropped();
        }
    }

    private void run(Call call) {
        ExtensionPlugin plugin = entry.service();
        if (plugin != null) {
            call.on(plugin);
        }
    }

    private static BencodeDictionary copy(Optional<Map<String, BencodeValue>> keys) {
        boolean none = keys == null || keys.isEmpty();
        return none ? BencodeDictionary.empty() : BencodeDictionary.of(Map.copyOf(keys.get()));
    }
}
