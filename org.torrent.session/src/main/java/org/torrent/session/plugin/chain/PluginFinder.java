package org.torrent.session.plugin.chain;

import java.util.List;
import org.torrent.ext.api.PeerPlugin;

/** A connection's plugins, as far as those of one bundle may see each other. The torrent's loop only. */
public interface PluginFinder {
    /** Those that come from the bundle, in order. */
    List<PeerPlugin> pluginsOf(String bundle);
}
