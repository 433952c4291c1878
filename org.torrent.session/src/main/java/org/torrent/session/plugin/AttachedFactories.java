package org.torrent.session.plugin;

import java.util.List;
import java.util.function.Predicate;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;

/** The plugins that were given to one torrent each, by whoever has the torrent. Any thread. */
public interface AttachedFactories {
    /** Asked from now on where factories come from. */
    void owners(ClassOwners owners);

    /**
     * Attaches all of them, or none. What the torrent has to do with them follows on its loop.
     *
     * @return detaches them; idempotent, as {@link #detach(TorrentId)}
     * @throws IllegalStateException when a bundle is not running or too many are attached
     */
    Runnable attach(TorrentId torrent, List<TorrentAttachment> attachments);

    /** The torrent is gone. Returns when calls under way ended or the deadline passed; on a loop at once. */
    void detach(TorrentId torrent);

    /** The owner of these leaves. Returns when calls under way ended or the deadline passed. */
    void detach(Predicate<TorrentPluginFactory> whose);
}
