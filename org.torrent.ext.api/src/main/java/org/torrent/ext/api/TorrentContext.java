package org.torrent.ext.api;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.Alert;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.TorrentId;

/**
 * A torrent as a full plugin sees it. Any thread unless a method says otherwise. Throws {@link IllegalStateException}
 * after the plugin or the torrent left.
 */
@ProviderType
public interface TorrentContext {
    /** Which torrent it is; never changes. */
    TorrentId id();

    /** The raw {@code info} dictionary, once known; the caller must not change it. */
    Optional<byte[]> metadata();

    /** Whether it is private (BEP 27); false while the metadata is unknown. */
    boolean isPrivate();

    /**
     * Offers the raw {@code info} dictionary of a magnet. It is compared with the hashes of the id, parsed and stored durably.
     *
     * @return whether it was taken; fails with {@code org.torrent.api.TorrentException} when it has the right hash and can't be used
     */
    CompletionStage<Boolean> supplyMetadata(byte[] info);

    /** What it is doing. */
    TorrentSnapshot snapshot();

    /** The connections that run this plugin; on the torrent's loop only. */
    Collection<PeerContext> peers();

    /** Sends our extension handshake again to every peer, if it changed, soon and at a limited rate (BEP 10). */
    void repeatHandshake();

    /** Posts an alert. */
    void postAlert(Alert alert);

    /** Runs a task on the torrent's loop, guarded like a hook. */
    void execute(Runnable task);

    /** Monotonic time in nanoseconds. */
    long nowNanos();
}
