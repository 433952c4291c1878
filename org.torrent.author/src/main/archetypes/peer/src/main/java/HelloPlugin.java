package ${package};

import org.osgi.service.component.annotations.Component;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** Takes part in every torrent. What it makes runs on the torrents' own threads: nothing in it may block. */
@Component(property = {HelloPlugin.NAMES, HelloPlugin.LIVE})
public final class HelloPlugin implements TorrentPluginFactory {
    /** The message that it speaks: a key of the m dictionary (BEP 10). */
    static final String NAME = "${artifactId}";

    /** The engine gives the message an id. */
    static final String NAMES = PluginProperties.EXTENSION_NAMES + "=" + NAME;

    /** Torrents that run already take it up at once. */
    static final String LIVE = PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE;

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new HelloTorrent(torrent);
    }
}
