package org.torrent.ext.api;

import java.nio.file.Path;
import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.Alert;

/**
 * The session as a full plugin sees it. Every method may be called on any thread and throws
 * {@link IllegalStateException} after the plugin left.
 */
@ProviderType
public interface SessionContext {
    /** The torrents that run this plugin; a copy. Any thread, never blocks. */
    Collection<TorrentContext> torrents();

    /** Posts an alert, as a plain one if it is of a class of the plugin's own. Any thread, never blocks. */
    void postAlert(Alert alert);

    /**
     * A directory of the plugin's own, created when first asked for; by the symbolic name of its bundle, under the
     * session's state directory: it outlives updates, restarts and removal. Any thread; it touches the disk, so ask in
     * {@link SessionPlugin#added} and keep the answer.
     *
     * @throws java.io.UncheckedIOException when it can't be created
     * @throws IllegalStateException also when the session has no place for data
     */
    Path dataDirectory();
}
