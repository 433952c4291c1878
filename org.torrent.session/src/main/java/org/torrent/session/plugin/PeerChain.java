package org.torrent.session.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.hook.SentHook;

/** The full plugins of one connection, in order. The torrent's loop only. */
final class PeerChain {
    private List<FullPeer> peers = List.of();
    private long received; // what any of them wants, as all of their masks in one
    private long sent;

    /**
     * Follows the torrent's plugins: drops those that left, asks those that came.
     *
     * @return the ones that came
     * @throws ConnectionRefusedByPlugin when one that was asked threw; those before it stay attached
     */
    List<FullPeer> sync(List<FullTorrent> torrents, Function<FullEntry, PeerView> views)
            throws ConnectionRefusedByPlugin {
        List<FullPeer> arrived = new ArrayList<>();
        List<FullPeer> ordered = new ArrayList<>();
        peers.stream().filter(peer -> !torrents.contains(peer.torrent)).forEach(FullPeer::drop);
        for (FullTorrent torrent : torrents) {
            FullPeer known = of(torrent);
            FullPeer peer = known;
            if (known == null && torrent.runs()) {
                peer = attach(torrent, views, ordered);
                arrived.add(peer);
            }
            if (peer != null) {
                ordered.add(peer);
            }
        }
        peers = List.copyOf(ordered);
        count();
        return arrived;
    }

    private FullPeer attach(FullTorrent torrent, Function<FullEntry, PeerView> views, List<FullPeer> before)
            throws ConnectionRefusedByPlugin {
        try {
            return FullPeer.attach(torrent, views.apply(torrent.entry));
        } catch (ConnectionRefusedByPlugin e) {
            peers.stream().filter(peer -> !before.contains(peer)).forEach(before::add);
            peers = List.copyOf(before); // they are told of the disconnect
            throw e;
        }
    }

    private FullPeer of(FullTorrent torrent) {
        for (FullPeer peer : peers) {
            if (peer.torrent == torrent) {
                return peer;
            }
        }
        return null;
    }

    /** Whether a plugin has a part in this connection. */
    boolean runs(PluginEntry entry) {
        for (FullPeer peer : peers) {
            if (peer.entry() == entry && peer.attached()) {
                return true;
            }
        }
        return false;
    }

    /** The plugin's view of this connection, or null. */
    PeerView view(PluginEntry entry) {
        for (FullPeer peer : peers) {
            if (peer.entry() == entry && peer.attached()) {
                return peer.view;
            }
        }
        return null;
    }

    void connected() {
        peers.forEach(FullPeer::connected);
    }

    void addHandshake(HandshakeDraft draft) {
        for (FullPeer peer : peers) {
            peer.addHandshake(draft);
        }
    }

    void extensionHandshake(BencodeDictionary handshake) {
        for (FullPeer peer : peers) {
            peer.extensionHandshake(handshake);
        }
        count(); // one may have detached itself
    }

    /** Whether any of them is asked about any message that arrives. */
    boolean wantsReceived() {
        return received != 0;
    }

    /** Whether any of them is told of anything that leaves. */
    boolean wantsSent() {
        return sent != 0;
    }

    /** A message arrived: {@code HANDLED} when one says so, later ones were not asked then. */
    Verdict received(Message message) {
        ReceivedHook hook = ReceivedHook.of(message);
        if (hook != null && hook.in(received)) {
            for (FullPeer peer : peers) {
                if (peer.received(hook, message) == Verdict.HANDLED) {
                    return Verdict.HANDLED;
                }
            }
        }
        return Verdict.PASS;
    }

    /** A message left. */
    void sent(Message message) {
        SentHook hook = SentHook.of(message);
        if (hook != null && hook.in(sent)) {
            peers.forEach(peer -> peer.sent(hook, message));
        }
    }

    /** Payload left. */
    void sentPayload(long bytes) {
        if (SentHook.PAYLOAD.in(sent)) {
            peers.forEach(peer -> peer.sentPayload(bytes));
        }
    }

    /** Which messages anybody wants to hear of. */
    private void count() {
        received = 0;
        sent = 0;
        for (FullPeer peer : peers) {
            received |= peer.received();
            sent |= peer.sent();
        }
    }

    void tick() {
        peers.forEach(FullPeer::tick);
    }

    /** The connection ends. */
    void disconnect(String reason) {
        for (FullPeer peer : peers) {
            peer.disconnect(reason);
        }
        peers = List.of();
        count();
    }
}
