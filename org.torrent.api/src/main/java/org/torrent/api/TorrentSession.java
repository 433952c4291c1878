package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;

/**
 * The session: one per framework, published as a service. Thread-safe. No call blocks; stages complete on a loop or a
 * lane, so a continuation must not block either. After the session stopped every call fails with
 * {@link IllegalStateException}.
 */
@ProviderType
public interface TorrentSession {
    /**
     * Adds a torrent; starts it unless it is to be paused. A torrent that is here already keeps its settings, and its handle is answered.
     *
     * @return fails with {@link TorrentException} for a source that can't be read or a target that can't be written
     */
    CompletionStage<TorrentHandle> add(AddTorrent parameters);

    /** The torrents in the order of their numbers. */
    List<TorrentHandle> torrents();

    /** The torrent that has a hash in common with the id: a hybrid is found by either of its hashes. */
    Optional<TorrentHandle> find(TorrentId id);

    /** Makes a .torrent file's bytes from files on disk. Fails with {@link TorrentException}. */
    CompletionStage<byte[]> create(CreateTorrent parameters);

    /** Where peers reach us; nothing while there is no transport or the port could not be bound. */
    Optional<InetSocketAddress> listenAddress();

    /** Every plugin that is or was here, in order of arrival. */
    List<PluginSnapshot> plugins();

    /** Totals of the session. */
    SessionSnapshot snapshot();

    /**
     * Hears alerts of the given categories from now on. Each subscriber has a bounded queue and is called on a thread
     * of its own; what does not fit is dropped and counted in the next alert it gets.
     *
     * @return ends the subscription
     */
    AutoCloseable subscribe(AlertCategories categories, Consumer<Alert> subscriber);

    /** The most recent alerts, oldest first, up to a bound. */
    List<Alert> recentAlerts();
}
