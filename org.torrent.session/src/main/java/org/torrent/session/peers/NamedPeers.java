package org.torrent.session.peers;

import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.session.core.PeerList;
import org.torrent.session.plugin.PluginsOfTorrent;

/** Takes endpoints that somebody names into the list; plugins hear of each, and of those that are forgotten. On the torrent's loop. */
final class NamedPeers {
    private final PeerList list;
    private final SwarmHost host;
    private final Predicate<InetSocketAddress> blocked;

    /** @param blocked whom nobody is to talk to */
    NamedPeers(PeerList list, SwarmHost host, Predicate<InetSocketAddress> blocked) {
        this.blocked = blocked;
        this.list = list;
        this.host = host;
        list.onErased(this::erased);
    }

    /** Somebody named an endpoint; {@code source} is a bit of {@code PeerSource}. */
    PeerList.AddResult add(InetSocketAddress endpoint, int source, long nowNanos) {
        PeerList.AddResult added =
                blocked.test(endpoint) ? PeerList.AddResult.BLOCKED : list.add(endpoint, source, nowNanos);
        tell(endpoint, source, flags(added));
        return added;
    }

    /** Somebody named an endpoint who is not believed. */
    void refused(InetSocketAddress endpoint, int source) {
        tell(endpoint, source, TorrentPlugin.FILTERED);
    }

    private static int flags(PeerList.AddResult added) {
        return switch (added) {
            case ADDED -> TorrentPlugin.FIRST_TIME;
            case KNOWN -> 0;
            default -> TorrentPlugin.FILTERED;
        };
    }

    private void tell(InetSocketAddress endpoint, int source, int flags) {
        PluginsOfTorrent plugins = host.plugins();
        if (plugins != null) {
            plugins.onAddPeer(endpoint, source, flags);
        }
    }

    private void erased(InetSocketAddress endpoint) {
        PluginsOfTorrent plugins = host.plugins();
        if (plugins != null) {
            plugins.onPeerErased(endpoint);
        }
    }
}
