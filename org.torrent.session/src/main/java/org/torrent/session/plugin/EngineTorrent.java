package org.torrent.session.plugin;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.LoopMark;

/** What the engine lends to the plugins of one torrent, and the way to its loop. Called on the torrent's loop unless a method says otherwise. */
public interface EngineTorrent extends PluginMailbox {
    /** Its name on the network. Any thread. */
    TorrentId id();

    /** What plugins are called on its loop: the same for all torrents of a loop. Any thread. */
    LoopMark mark();

    /** The raw info dictionary, once known. Any thread. */
    Optional<byte[]> metadata();

    /** Whether it is private. Any thread. */
    boolean isPrivate();

    /** The newest snapshot. Any thread. */
    TorrentSnapshot snapshot();

    /** What the caller of add gave, or null. */
    Object userData();

    /** Checks, takes and stores the metadata. */
    CompletionStage<Boolean> supplyMetadata(byte[] info);

    /** Posts an alert. Any thread. */
    void postAlert(Alert alert);
}
