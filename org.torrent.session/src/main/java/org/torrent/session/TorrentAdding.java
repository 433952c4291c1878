package org.torrent.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AddTorrent;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.model.TorrentId;
import org.torrent.session.alert.Alerts;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.plugin.AttachedFactories;
import org.torrent.session.plugin.SavedStates;
import org.torrent.session.torrent.Handle;

/** Takes torrents into the session: those that somebody adds, and those of an earlier run. On the session loop. */
final class TorrentAdding {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentAdding.class);

    private final TorrentTable<Handle> table;
    private final TorrentLives lives;
    private final TorrentRecords saved;
    private final TorrentRemoval removal;
    private final AttachedFactories attached;
    private final SavedStates states;
    private final Supplier<CompletionStage<Void>> pluginsReady;
    private final AwaitedStorage storage;
    private final Alerts alerts;
    private final Mailbox<SessionInput> mailbox;
    private final BooleanSupplier isOpen;
    private int numbers;

    TorrentAdding(
            TorrentTable<Handle> table,
            TorrentLives lives,
            TorrentRecords saved,
            TorrentRemoval removal,
            AttachedFactories attached,
            SavedStates states,
            Supplier<CompletionStage<Void>> pluginsReady,
            AwaitedStorage storage,
            Alerts alerts,
            Mailbox<SessionInput> mailbox,
            BooleanSupplier isOpen) {
        this.table = table;
        this.lives = lives;
        this.saved = saved;
        this.removal = removal;
        this.attached = attached;
        this.states = states;
        this.pluginsReady = pluginsReady;
        this.storage = storage;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.isOpen = isOpen;
    }

    /** See {@code TorrentSession.add}. Any thread. */
    CompletionStage<TorrentHandle> add(AddTorrent parameters) {
        List<TorrentAttachment> attachments =
                parameters.attachments().stream().map(TorrentAdding::checked).toList();
        AddTorrent rest = parameters.toBuilder().attachments(List.of()).build(); // a torrent keeps nobody's classes
        CompletableFuture<TorrentHandle> added = new CompletableFuture<>();
        TorrentId id = parameters.id();
        storage.within(TorrentLimits.STORAGE_APPEARS_NANOS) // else it begins without, and says so
                .thenCompose(v ->
                        removal.after(id)) // whom an earlier run knew is read first: the new record must not lose it
                .handle((v, error) -> saved.peers(id).thenCombine(states.open(id), (peers, read) -> peers))
                .thenCompose(peers -> peers)
                .thenCombine(pluginsReady.get(), (peers, ready) -> peers) // its start asks those that are there
                .thenAccept(peers -> mailbox.post(SessionInput.ADD, () -> add(rest, attachments, peers, added)))
                .exceptionally(error -> {
                    String why = id + " can't be added: " + StateAlerts.message(error);
                    mailbox.post(SessionInput.ADD, () -> added.completeExceptionally(new TorrentException(why, error)));
                    return null;
                });
        return added;
    }

    private static TorrentAttachment checked(Object attachment) {
        if (attachment instanceof TorrentAttachment known) {
            return known;
        }
        throw new IllegalArgumentException("an attachment is a " + TorrentAttachment.class.getName() + ", not a "
                + attachment.getClass().getName());
    }

    /**
     * Gives a plugin to a torrent that is there. Any thread.
     *
     * @return detaches it
     * @throws IllegalStateException when there is no such torrent, or it can't be attached
     */
    Runnable attach(TorrentId id, TorrentAttachment plugin) {
        Handle known = table.find(id);
        Runnable detach = known == null ? null : attached.attach(known.id(), List.of(plugin));
        if (detach != null && table.find(id) != known) { // it left meanwhile
            detach.run();
            detach = null;
        }
        if (detach == null) {
            throw new IllegalStateException("the session has no torrent " + id + " (any more)");
        }
        return detach;
    }

    private void add(
            AddTorrent parameters,
            List<TorrentAttachment> attachments,
            KeptPeers peers,
            CompletableFuture<TorrentHandle> added) {
        Handle known = table.find(parameters.id());
        if (known == null || !known.id().equals(parameters.id())) {
            added.whenComplete((handle, error) -> releaseUnless(parameters.id()));
        }
        if (!isOpen.getAsBoolean()) {
            added.completeExceptionally(new TorrentException("the session is closed"));
            return;
        }
        Runnable detach;
        try {
            detach = attached.attach(known != null ? known.id() : parameters.id(), attachments); // before it starts
        } catch (IllegalStateException e) {
            added.completeExceptionally(new TorrentException(e.getMessage(), e));
            return;
        }
        try {
            take(known, parameters, peers, added);
        } catch (RuntimeException e) {
            LOG.error("A defect while {} was added, please report it", parameters.id(), e);
            detach.run();
            added.completeExceptionally(new TorrentException(parameters.id() + " could not be added: " + e, e));
        }
    }

    private void take(Handle known, AddTorrent parameters, KeptPeers peers, CompletableFuture<TorrentHandle> added) {
        if (known != null) {
            known.post(torrent -> {
                boolean isNews = torrent.addedAgain(parameters);
                answer(known, isNews ? saved.keep(known, "it is here") : saved.kept(known, "it is here"), added);
            });
        } else {
            Handle handle = insert(parameters, peers);
            handle.post(torrent -> answer(handle, saved.keep(handle, "it is here"), added));
        }
    }

    private static void answer(Handle handle, CompletionStage<Void> kept, CompletableFuture<TorrentHandle> added) {
        kept.whenComplete((v, error) -> handle.post(now -> {
            if (error == null) {
                added.complete(handle);
            } else {
                added.completeExceptionally(error instanceof CompletionException ? error.getCause() : error);
            }
        }));
    }

    /** What plugins saved was read for a torrent that did not come, or goes by another id. */
    private void releaseUnless(TorrentId id) {
        Handle known = table.find(id);
        if (known == null || !known.id().equals(id)) {
            states.release(id);
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
        try {
            begin(handle, parameters, peers);
        } catch (RuntimeException e) {
            table.remove(handle); // nobody could stop what did not start
            throw e;
        }
        return handle;
    }

    private void begin(Handle handle, AddTorrent parameters, KeptPeers peers) {
        TorrentId id = handle.id();
        alerts.post(AlertType.ADD_TORRENT, id, () -> "added " + id, Map.of());
        parameters.metainfo().ifPresent(new TorrentAlerts(alerts, id)::warn);
        TorrentLives.begin(handle, parameters.paused());
        handle.post(torrent -> torrent.remember(peers));
    }
}
