package org.torrent.session.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.TrackerInfo;
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

    /** The hashes that name it on the wire, one or two, in lower-case hexadecimal digits. Any thread. */
    List<String> infoHashes();

    /** Its name as far as it is known. Any thread. */
    String name();

    /** The user's label. Any thread. */
    Optional<String> label();

    /** The newest snapshot. Any thread. */
    TorrentSnapshot snapshot();

    /** What the caller of add gave, or null. */
    Object userData();

    /** Checks, takes and stores the metadata. */
    CompletionStage<Boolean> supplyMetadata(byte[] info);

    /** Whether its files were checked, so that it can download. */
    boolean isChecked();

    /** Pauses it, at once, as the user would; plugins are asked. */
    void pause();

    /** Ends a pause or an error, at once, as the user would; plugins are asked. */
    void resume();

    /** Its trackers. Any thread. */
    List<TrackerInfo> trackers();

    /**
     * Takes the trackers that are new and can be asked; answers how many.
     *
     * @throws IllegalStateException when the torrent is private
     */
    int addTrackers(List<String> urls, String source);

    /**
     * Takes peers that somebody named; answers how many are new.
     *
     * @throws IllegalStateException when the torrent is private and the source is no tracker
     */
    int addPeers(Collection<PeerEndpoint> peers, int source);

    /** Who came and went since a mark. */
    PeerChanges peersSince(long mark);

    /** The connections, as plugins were lent them, that sent blocks of a piece which is neither had nor failed yet. */
    Collection<EnginePeer> contributors(int piece);

    /**
     * Posts a task after a delay. Any thread.
     *
     * @return forgets the task; no effect once it runs
     */
    Runnable postLater(PluginCall call, Runnable task, long delayNanos);
}
