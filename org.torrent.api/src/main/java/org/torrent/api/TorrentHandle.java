package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;

/**
 * One torrent of the session.
 *
 * <p><b>Threads.</b> Every method may be called on any thread and never blocks: those that read answer what was published
 * last, the others post to the torrent's loop, in the order of the calls. Stages complete on that loop, so what is
 * chained to them must not block.
 *
 * <p><b>After the end.</b> Of a torrent that was removed, reads answer with the last state and commands do nothing. After
 * the session's end see {@link TorrentSession}.
 */
@ProviderType
public interface TorrentHandle {
    /** Which torrent it is; never changes. Any thread; throws nothing. */
    TorrentId id();

    /** Its number in {@code torrent:list}, from 1, never reused while the session lives. Any thread; throws nothing. */
    int number();

    /**
     * What it is doing, as of at most a second ago; always the newest after a state change. Any thread; throws nothing.
     */
    TorrentSnapshot snapshot();

    /** Its connections, as of at most a second ago; unmodifiable. Any thread; throws nothing. */
    List<PeerSnapshot> peers();

    /** Its files, made by the call; empty while the metadata is unknown. Any thread; throws nothing. */
    List<FileSnapshot> files();

    /** Its metadata, once known. Any thread; throws nothing. */
    Optional<Metainfo> metainfo();

    /**
     * Dials these peers now, whatever their back-off; who can't be reached is told by {@link AlertType#PEER_ERROR}. Any
     * thread; throws nothing.
     *
     * @param peers copied
     */
    void connect(Collection<InetSocketAddress> peers);

    /** Its trackers in the order of their tiers, made by the call; a copy. Any thread; throws nothing. */
    List<TrackerSnapshot> trackers();

    /**
     * Adds a tracker, in a tier of its own behind all others. Any thread; throws nothing.
     *
     * @return completes on the torrent's loop when a restart would know it; fails with {@link TorrentException} when it is
     *     no URL, or one of its trackers already, or there are too many; or when that can't be kept for now: it is asked all
     *     the same, and keeping it is tried again
     */
    CompletionStage<Void> addTracker(String url);

    /**
     * Removes a tracker, by its URL or as {@link TrackerSnapshot#url} has it; it is told good-bye when the torrent stops. Any
     * thread; throws nothing.
     *
     * @return as of {@link #addTracker}; fails with {@link TorrentException} when it is none of its trackers
     */
    CompletionStage<Void> removeTracker(String url);

    /**
     * Puts a tracker in the place of another, that named by its URL or as {@link TrackerSnapshot#url} has it. Any thread;
     * throws nothing.
     *
     * @return as of {@link #addTracker}; fails with {@link TorrentException} when the first is none of its trackers, or the
     *     second is no URL or one of them
     */
    CompletionStage<Void> editTracker(String url, String newUrl);

    /**
     * Asks trackers and other sources for peers again, as soon as they allow it; those too that said not to come back. Any
     * thread; throws nothing.
     *
     * @return completes on the torrent's loop when they were told; nothing happens while it does not run
     */
    CompletionStage<Void> reannounce();

    /**
     * Stops transferring and drops connections; survives a restart. Any thread; throws nothing.
     *
     * @return completes on the torrent's loop when what was received is written and a restart would find it paused; fails
     *     with {@link TorrentException} when that can't be kept for now: it is paused all the same, and keeping it is tried
     *     again; or when a plugin keeps it from that: nothing has changed
     */
    CompletionStage<Void> pause();

    /**
     * Ends {@link #pause}, or tries again after an error. Any thread; throws nothing.
     *
     * @return completes on the torrent's loop when it starts and a restart would start it; an error shows in the snapshot.
     *     Fails with {@link TorrentException} as {@link #pause} does
     */
    CompletionStage<Void> resume();

    /**
     * Hashes everything that is on disk again; {@link AlertType#TORRENT_CHECKED} tells the end. Any thread; throws
     * nothing.
     *
     * @return completes on the torrent's loop when the check starts
     */
    CompletionStage<Void> recheck();

    /**
     * Forgets the torrent; with {@code deleteData} its files too. Any thread; throws nothing.
     *
     * @return completes on a loop when nothing of it is left; fails with {@link TorrentException} when files could not
     *     be deleted, or when a restart would run it again because its record can't be removed for now, which is tried
     *     again: the torrent is gone all the same
     */
    CompletionStage<Void> remove(boolean deleteData);

    /**
     * Waits for the content. Any thread; throws nothing.
     *
     * @return completes on the torrent's loop when every wanted file is complete, verified and durable; fails with
     *     {@link TorrentException} when the torrent is removed or stops in error before that. After an error and
     *     {@link #resume} ask anew
     */
    CompletionStage<Void> finished();
}
