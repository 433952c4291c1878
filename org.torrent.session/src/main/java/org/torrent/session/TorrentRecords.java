package org.torrent.session;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.api.TorrentException;
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
    private final Map<TorrentId, Handle> unsaved = new ConcurrentHashMap<>();
    private final Map<Handle, CompletionStage<Void>> underWay = new ConcurrentHashMap<>(); // the last of each

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
        return keep(handle, "").exceptionally(error -> null);
    }

    /**
     * The same for somebody who waits for it.
     *
     * @param done what is so now, for people
     * @return complete when durable; fails with {@link TorrentException} when it is not, which says what that means
     */
    CompletionStage<Void> keep(Handle handle, String done) {
        return saved(handle).exceptionally(error -> {
            if (unsaved.put(handle.id(), handle) != handle) {
                state.notSaved(handle.id(), error, store.isThere());
                later(
                        handle,
                        store.isThere(),
                        new GrowingPause(TorrentLimits.STORAGE_RETRY_NANOS, TorrentLimits.STORAGE_RETRY_MAX_NANOS));
            }
            throw new CompletionException(new TorrentException(
                    done + ", but a restart before this is mended will not know it: " + StateAlerts.message(error),
                    error));
        });
    }

    /**
     * As {@link #keep}, where nothing has changed: complete at once when a restart would know it, else with what is under way, or
     * with another try when that fails.
     */
    CompletionStage<Void> kept(Handle handle, String done) {
        CompletionStage<Void> pending = underWay.get(handle);
        if (pending != null) {
            return pending.handle((v, error) -> error)
                    .thenCompose(error -> error == null ? nothingToDo() : keep(handle, done));
        }
        return isUnsaved(handle) ? keep(handle, done) : nothingToDo();
    }

    private static CompletionStage<Void> nothingToDo() {
        return CompletableFuture.completedFuture(null);
    }

    /** Whether a restart would find something else, or nothing. */
    private boolean isUnsaved(Handle handle) {
        return unsaved.get(handle.id()) == handle;
    }

    /** One that is gone was saved before it went, and looks paused or not for other reasons by now. */
    private CompletionStage<Void> saved(Handle handle) {
        Torrent torrent = handle.torrent();
        if (torrent.isGone()) {
            forget(handle);
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Void> saving = store.save(new ResumeRecord(
                        handle.id(), handle.number(), torrent.toResume(), plugins.active(), torrent.resumePeers()))
                .thenRun(() -> forget(handle));
        underWay.put(handle, saving);
        return saving.whenComplete((v, error) -> underWay.remove(handle, saving));
    }

    private void forget(Handle handle) {
        unsaved.remove(handle.id(), handle);
        state.saved(handle.id());
    }

    /** @param isRead whether what an earlier run knew was read before: it must not be lost by what did not know it */
    private void later(Handle handle, boolean isRead, GrowingPause pause) {
        mailbox.later(SessionInput.SAVE_AGAIN, pause.next(), () -> {
            if (table.find(handle.id()) != handle) {
                unsaved.remove(handle.id(), handle);
            } else if (isUnsaved(handle) && !isRead && store.isThere()) {
                peers(handle.id())
                        .thenAccept(known -> handle.post(torrent -> {
                            torrent.remember(known);
                            again(handle, true, pause);
                        }));
            } else if (isUnsaved(handle)) {
                again(handle, isRead, pause);
            }
        });
    }

    private void again(Handle handle, boolean isRead, GrowingPause pause) {
        saved(handle).exceptionally(error -> {
            later(handle, isRead, pause);
            return null;
        });
    }

    /** Whom an earlier run knew, for a torrent that is added before its record was resumed. Never fails. */
    CompletionStage<KeptPeers> peers(TorrentId id) {
        return store.peers(id);
    }
}
