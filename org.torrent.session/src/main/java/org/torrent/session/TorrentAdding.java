package org.torrent.session;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.torrent.api.AddTorrent;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.model.TorrentId;
import org.torrent.session.alert.Alerts;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.torrent.Handle;

/** Takes torrents into the session: those that somebody adds, and those of an earlier run. On the session loop. */
final class TorrentAdding {
    private final TorrentTable<Handle> table;
    private final TorrentLives lives;
    private final TorrentRecords saved;
    private final TorrentRemoval removal;
    private final Alerts alerts;
    private final Mailbox<SessionInput> mailbox;
    private final BooleanSupplier isOpen;
    private int numbers;

    TorrentAdding(
            TorrentTable<Handle> table,
            TorrentLives lives,
            TorrentRecords saved,
            TorrentRemoval removal,
            Alerts alerts,
            Mailbox<SessionInput> mailbox,
            BooleanSupplier isOpen) {
        this.table = table;
        this.lives = lives;
        this.saved = saved;
        this.removal = removal;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.isOpen = isOpen;
    }

    /** See {@code TorrentSession.add}. Any thread. */
    CompletionStage<TorrentHandle> add(AddTorrent parameters) {
        CompletableFuture<TorrentHandle> added = new CompletableFuture<>();
        TorrentId id = parameters.id();
        removal.after(id) // whom an earlier run knew is read first: the new record must not lose it
                .handle((v, error) -> saved.peers(id))
                .thenCompose(peers -> peers)
                .thenAccept(peers -> mailbox.post(SessionInput.ADD, () -> add(parameters, peers, added)));
        return added;
    }

    private void add(AddTorrent parameters, KeptPeers peers, CompletableFuture<TorrentHandle> added) {
        Handle known = table.find(parameters.id());
        if (!isOpen.getAsBoolean()) {
            added.completeExceptionally(new TorrentException("the session is closed"));
        } else if (known != null) {
            known.post(torrent -> {
                boolean isNews = torrent.addedAgain(parameters);
                CompletionStage<Void> done = isNews ? saved.save(known) : CompletableFuture.completedFuture(null);
                done.whenComplete((v, error) -> added.complete(known));
            });
        } else {
            Handle handle = insert(parameters, peers);
            handle.post(torrent ->
                    saved.save(handle).whenComplete((v, error) -> handle.post(now -> added.complete(handle))));
        }
    }

    /** A torrent of an earlier run. */
    void resume(ResumeRecord record) {
        if (isOpen.getAsBoolean() && table.find(record.id()) == null) {
            insert(record.parameters(), record.peers());
        }
    }

    private Handle insert(AddTorrent parameters, KeptPeers peers) {
        TorrentId id = parameters.id();
        Handle handle = lives.first(new TorrentFacts(id, ++numbers, parameters));
        table.put(handle);
        alerts.post(AlertType.ADD_TORRENT, id, () -> "added " + id, Map.of());
        parameters.metainfo().ifPresent(new TorrentAlerts(alerts, id)::warn);
        TorrentLives.begin(handle, parameters.paused());
        handle.post(torrent -> torrent.remember(peers));
        return handle;
    }
}
