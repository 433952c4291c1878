package org.torrent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.model.TorrentId;
import org.torrent.session.core.KeptPeers;
import org.torrent.spi.storage.Storage;

/** Keeps what a restart needs to know of each torrent, under {@code torrent.<id>} in the storage's states. */
final class ResumeStore {
    private static final Logger LOG = LoggerFactory.getLogger(ResumeStore.class);
    private static final String PREFIX = "torrent.";

    private final Providers providers;

    ResumeStore(Providers providers) {
        this.providers = providers;
    }

    /** Complete when durable, or when it failed, which is logged: a torrent runs without its record. */
    CompletionStage<Void> save(ResumeRecord record) {
        Storage storage = providers.storage();
        if (storage == null) {
            return CompletableFuture.completedFuture(null);
        }
        return storage.state().save(name(record.id()), record.encode()).exceptionally(error -> {
            LOG.warn("The record of {} could not be saved; a restart would not resume it", record.id(), error);
            return null;
        });
    }

    /** Whom an earlier run knew: for a torrent that is added before its record was resumed, which saving replaces. */
    CompletionStage<KeptPeers> peers(TorrentId id) {
        Storage storage = providers.storage();
        String name = name(id);
        return storage == null
                ? CompletableFuture.completedFuture(KeptPeers.NONE)
                : storage.state()
                        .load(name)
                        .exceptionally(error -> Optional.empty())
                        .thenApply(bytes ->
                                decode(name, bytes).map(ResumeRecord::peers).orElse(KeptPeers.NONE));
    }

    CompletionStage<Void> remove(TorrentId id) {
        Storage storage = providers.storage();
        return storage == null
                ? CompletableFuture.completedFuture(null)
                : storage.state().remove(name(id)).exceptionally(error -> null);
    }

    /** All records, in the order the torrents were added; unreadable ones are logged and left alone. */
    CompletionStage<List<ResumeRecord>> loadAll(Storage storage) {
        return storage.state().names().thenCompose(names -> {
            CompletionStage<List<ResumeRecord>> all = CompletableFuture.completedFuture(new ArrayList<>());
            for (String name : names) {
                if (name.startsWith(PREFIX)) {
                    CompletionStage<Optional<byte[]>> loaded =
                            storage.state().load(name).exceptionally(error -> unreadable(name, error));
                    all = all.thenCombine(loaded, (list, bytes) -> {
                        decode(name, bytes).ifPresent(list::add);
                        return list;
                    });
                }
            }
            return all.thenApply(list -> {
                list.sort(java.util.Comparator.comparingInt(ResumeRecord::number));
                return list;
            });
        });
    }

    private static Optional<ResumeRecord> decode(String name, Optional<byte[]> bytes) {
        try {
            return bytes.map(ResumeRecord::decode);
        } catch (RuntimeException e) {
            return unreadable(name, e);
        }
    }

    private static <T> Optional<T> unreadable(String name, Throwable error) {
        LOG.warn("The record {} can't be read; add its torrent again", name, error);
        return Optional.empty();
    }

    private static String name(TorrentId id) {
        return PREFIX + id.text();
    }
}
