package org.torrent.ext.api;

import java.nio.file.Path;
import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.Alert;

/** The session as a full plugin sees it. Any thread. Throws {@link IllegalStateException} after the plugin left. */
@ProviderType
public interface SessionContext {
    /** The torrents that run this plugin. */
    Collection<TorrentContext> torrents();

    /** Posts an alert. */
    void postAlert(Alert alert);

    /** A directory of the plugin's own, created when first asked for. */
    Path dataDirectory();
}
