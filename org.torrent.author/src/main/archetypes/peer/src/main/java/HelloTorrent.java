package ${package};

import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** One torrent: each of its connections has a part of its own. */
final class HelloTorrent implements TorrentPlugin {
    private final TorrentContext torrent;

    HelloTorrent(TorrentContext torrent) {
        this.torrent = torrent;
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        return new HelloPeer(torrent, peer);
    }
}
