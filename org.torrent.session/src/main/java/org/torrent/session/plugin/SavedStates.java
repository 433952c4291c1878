package org.torrent.session.plugin;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.torrent.model.TorrentId;

/** What plugins saved, beside what the engine keeps of the session and of each torrent. Any thread; never blocks. */
public interface SavedStates {
    /** Reads what plugins saved for a torrent: before it lives. Never fails; what is damaged is told and left out. */
    CompletionStage<Void> open(TorrentId torrent);

    /** The torrent did not come into the session: what was read is not kept in memory. */
    void release(TorrentId torrent);

    /** The torrent left for good: what plugins saved for it too. Fails when it can't be removed. */
    CompletionStage<Void> remove(TorrentId torrent);

    /** Removes what is left of torrents that are neither here nor among these: a removal was cut short. */
    void sweep(Set<TorrentId> known);

    /** There is a storage, the first or another one: what waited for it is read and written. */
    void storageCame();

    /** Completes when all that was saved is durable, or can't be written for now. */
    CompletionStage<Void> flush();
}
