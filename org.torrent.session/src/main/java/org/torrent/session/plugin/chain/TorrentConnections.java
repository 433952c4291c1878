package org.torrent.session.plugin.chain;

import java.util.Collection;
import org.torrent.ext.api.PeerContext;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.entry.FullPluginEntry;

/** A torrent's connections, as far as a full plugin's context of the torrent needs them. The torrent's loop only. */
public interface TorrentConnections {
    /** The plugin's contexts of the connections that run it. */
    Collection<PeerContext> contextsOf(FullPluginEntry entry);

    /** The same, of some of them only. */
    Collection<PeerContext> contextsOf(FullPluginEntry entry, Collection<EnginePeer> some);

    /** Whether plugins are being asked about a pause or a resume. */
    boolean isAskingLife();

    /** Our extension handshake to every peer may have changed. */
    void handshakeChanged();
}
