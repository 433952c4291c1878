package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;

/** One torrent of the session. Thread-safe; calls post to the torrent's loop and never wait. */
@ProviderType
public interface TorrentHandle {
    /** Which torrent it is; never changes. */
    TorrentId id();

    /** Its number in {@code torrent:list}, from 1, never reused while the session lives. */
    int number();

    /** What it is doing, as of at most a second ago; always the newest after a state change. */
    TorrentSnapshot snapshot();

    /** Its connections, as of at most a second ago. */
    List<PeerSnapshot> peers();

    /** Its files; empty while the metadata is unknown. */
    List<FileSnapshot> files();

    /** Its metadata, once known. */
    Optional<Metainfo> metainfo();

    /** Dials these peers now, whatever their back-off. */
    void connect(Collection<InetSocketAddress> peers);

    /** Stops transferring and drops connections; survives a restart. */
    CompletionStage<Void> pause();

    /** Ends {@link #pause}, or tries again after an error. */
    CompletionStage<Void> resume();

    /** Hashes everything that is on disk again. */
    CompletionStage<Void> recheck();

    /** Forgets the torrent; with {@code deleteData} its files too. Complete when nothing of it is left. */
    CompletionStage<Void> remove(boolean deleteData);

    /**
     * Completes when every wanted file is complete, verified and durable; fails with {@link TorrentException} when the
     * torrent is removed or stops in error before that.
     */
    CompletionStage<Void> finished();
}
