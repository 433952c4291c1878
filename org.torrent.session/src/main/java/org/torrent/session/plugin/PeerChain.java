package org.torrent.session.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;

/** The full plugins of one connection, in order. The torrent's loop only. */
final class PeerChain {
    private List<FullPeer> peers = List.of();

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
    }

    /** {@code HANDLED} when one says so: later ones were not asked. */
    Verdict extended(int id, byte[] body) {
        for (FullPeer peer : peers) {
            if (peer.extended(id, body) == Verdict.HANDLED) {
                return Verdict.HANDLED;
            }
        }
        return Verdict.PASS;
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
    }
}
