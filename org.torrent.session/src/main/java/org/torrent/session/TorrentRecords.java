package org.torrent.session;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.model.TorrentId;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.GrowingPause;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.torrent.Handle;
import org.torrent.session.torrent.Torrent;

/**
 * Writes down what a restart needs to know of a torrent as it is now. What can't be saved is told, and tried again until
 * it can. Any thread.
 */
final class TorrentRecords {
    private final ResumeStore store;
    private final PluginNames plugins;
    private final TorrentTable<Handle> table;
    private final Mailbox<SessionInput> mailbox;
    private final StateAlerts state;
    private final Set<TorrentId> unsaved = ConcurrentHashMap.newKeySet();

    TorrentRecords(
            ResumeStore store,
            PluginNames plugins,
            TorrentTable<Handle> table,
            Mailbox<SessionInput> mailbox,
            StateAlerts state) {
        this.store = store;
        this.plugins = plugins;
        this.table = table;
        this.mailbox = mailbox;
        this.state = state;
    }

    /** Complete when durable, or when that failed for now, which is told. */
    CompletionStage<Void> save(Handle handle) {
        return saved(handle).handle((v, error) -> {
            if (error != null && unsaved.add(handle.id())) {
                state.notSaved(handle.id(), error);
                later(
                        handle,
                        new GrowingPause(TorrentLimits.STORAGE_RETRY_NANOS, TorrentLimits.STORAGE_RETRY_MAX_NANOS));
            }
            return null;
        });
    }

    /** One that is gone was saved before it went, and looks paused or not for other reasons by now. */
    private CompletionStage<Void> saved(Handle handle) {
        Torrent torrent = handle.torrent();
        if (torrent.isGone()) {
            unsaved.remove(handle.id());
            return CompletableFuture.completedFuture(null);
        }
        return store.save(new ResumeRecord(
                        handle.id(), handle.number(), torrent.toResume(), plugins.active(), torrent.resumePeers()))
                .thenRun(() -> unsaved.remove(handle.id()));
    }

    private void later(Handle handle, GrowingPause pause) {
        mailbox.later(SessionInput.SAVE_AGAIN, pause.next(), () -> {
            if (table.find(handle.id()) != handle) {
                unsaved.remove(handle.id());
            } else if (unsaved.contains(handle.id())) {
                saved(handle).exceptionally(error -> {
                    later(handle, pause);
                    return null;
                });
            }
        });
    }

    /** Whom an earlier run knew, for a torrent that is added before its record was resumed. Never fails. */
    CompletionStage<KeptPeers> peers(TorrentId id) {
        return store.peers(id);
    }
}
