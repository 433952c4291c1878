package org.torrent.session.pieces;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.TorrentException;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.GrowingPause;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentStorage;

/** A torrent's data over its life: opened, closed, deleted. One {@link OpenContents} at a time. On the torrent's loop. */
public final class TorrentContents {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final TransferRates rates;
    private final TorrentAlerts alerts;
    private final Mailbox<TorrentInput> mailbox;
    private final ContentsListener listener;
    private final GrowingPause openPause =
            new GrowingPause(TorrentLimits.STORAGE_RETRY_NANOS, TorrentLimits.STORAGE_RETRY_MAX_NANOS);
    private String openTold = "";
    private OpenContents open; // null while nothing is open or being opened
    private CompletionStage<TorrentStorage> opening; // null with it
    private CompletionStage<Void> closed = closedAlready();
    private PieceCounts last = PieceCounts.NONE;
    private int lastDurable;
    private int lastChecked;
    private boolean toldReadError;
    private long toldReadErrorNanos;

    /** Nothing is open. */
    public TorrentContents(
            TorrentServices services,
            TorrentFacts facts,
            TransferRates rates,
            TorrentAlerts alerts,
            Mailbox<TorrentInput> mailbox,
            ContentsListener listener) {
        this.services = services;
        this.facts = facts;
        this.rates = rates;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.listener = listener;
    }

    /** Its pieces; null while no storage is open. */
    public TorrentPieces pieces() {
        return open == null ? null : open.pieces();
    }

    /** The counts now, or as they were when the storage was closed. */
    public PieceCounts counts() {
        TorrentPieces pieces = pieces();
        return pieces == null ? last : PieceCounts.of(pieces);
    }

    /** Pieces that a power cut can't take; as they were when the storage was closed. */
    public int durablePieces() {
        return pieces() == null ? lastDurable : open.durablePieces();
    }

    /** How far the check is, or came before the storage was closed. */
    public int checkedPieces() {
        return open == null ? lastChecked : open.checkedPieces();
    }

    /** A block for a peer could not be read. */
    public void onReadError(StorageException error) {
        long now = services.nowNanos();
        boolean isNews = !toldReadError || now - toldReadErrorNanos > TorrentLimits.READ_ERRORS_NANOS;
        if (open != null && isNews) { // else a peer that asks again and again would drown all other alerts
            toldReadError = true;
            toldReadErrorNanos = now;
            open.onReadError(error);
        }
    }

    /** Opens the storage and looks at what is there; {@code distrust} hashes everything. There is a storage. */
    public void open(boolean distrust) {
        Storage storage = services.storage().get();
        if (storage == null) {
            return; // it went this moment: the report of that is on its way
        }
        OpenContents next = new OpenContents(services.neighbours(), facts, mailbox, alerts, listener);
        open = next;
        opening = closed.thenCompose(v -> storage.open(request(), services.pool(), new StorageReports(mailbox, next)));
        opening.whenComplete((opened, error) ->
                mailbox.post(TorrentInput.STORAGE_OPENED, () -> onOpened(next, distrust, opened, error)));
    }

    private void onOpened(OpenContents opened, boolean distrust, TorrentStorage storage, Throwable error) {
        if (opened.isClosed()) {
            return;
        }
        Metainfo metainfo = metainfo();
        List<Integer> wanted = facts.wantedFiles();
        int files = metainfo.files().size();
        if (error != null) {
            notOpened(opened, distrust, error);
        } else if (wanted.stream().anyMatch(index -> index < 0 || index >= files)) {
            listener.onFatal("files " + wanted + " were chosen, but there are only the files 0 to " + (files - 1));
        } else {
            TorrentPieces pieces = new TorrentPieces(
                    rates.down(), metainfo, storage, services.random().get());
            pieces.want(metainfo.files(), wanted);
            pieces.picker().sequential(facts.parameters().sequential());
            openPause.reset();
            openTold = "";
            opened.check(pieces, distrust);
        }
    }

    /** What may pass, as a full disk under the state folder, is tried again until it has. */
    private void notOpened(OpenContents opened, boolean distrust, Throwable error) {
        String message = OpenContents.message(error);
        if (!StorageTrouble.mayPass(error)) {
            listener.onFatal(message);
            return;
        }
        if (!message.equals(openTold)) {
            openTold = message;
            opened.onReadError(StorageTrouble.of(error));
        }
        listener.onTrouble(message);
        mailbox.later(TorrentInput.STORAGE_RETRY, openPause.next(), () -> {
            if (!opened.isClosed()) {
                opened.close();
                open(distrust);
            }
        });
    }

    /** Writes what is queued, makes it durable and closes the files. */
    public CompletionStage<Void> close() {
        if (open != null) {
            last = counts();
            lastDurable = durablePieces();
            lastChecked = checkedPieces();
            open.close();
            closed = opening.handle((opened, error) -> opened)
                    .thenCompose(opened -> opened == null ? closedAlready() : opened.close())
                    .exceptionally(error -> null);
        }
        open = null;
        opening = null;
        return closed;
    }

    /** Completes when the last {@link #close} has. */
    public CompletionStage<Void> closed() {
        return closed;
    }

    /** Removes the closed torrent's files and records; fails when there is no storage. */
    public CompletionStage<Void> delete(Storage storage) {
        if (storage == null) {
            return CompletableFuture.failedFuture(
                    new TorrentException("no storage: the files of " + facts.name() + " stay where they are"));
        }
        StorageReports nobody =
                new StorageReports(mailbox, new OpenContents(services.neighbours(), facts, mailbox, alerts, listener));
        return storage.open(request(), services.pool(), nobody).thenCompose(TorrentStorage::delete);
    }

    private StorageRequest request() {
        return StorageRequest.of(metainfo(), facts.parameters().directory())
                .inEpoch(mailbox.ownership().epoch());
    }

    private Metainfo metainfo() {
        return facts.metainfo().orElseThrow();
    }

    private static CompletionStage<Void> closedAlready() {
        return CompletableFuture.completedFuture(null);
    }
}
