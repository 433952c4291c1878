package org.torrent.session.torrent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AddTorrent;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.model.metainfo.InfoDigest;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.context.Metadata;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;

/** Checks the raw info dictionary that somebody offers to a torrent without metadata (BEP 9). */
final class MetadataOffers {
    private final TorrentFacts facts;
    private final TorrentAlerts alerts;
    private final Mailbox<TorrentInput> mailbox;
    private final Taker taker;
    private final Runnable trackersChanged;

    /** Who wants the metadata. On the torrent's loop. */
    interface Taker {
        /** Whether it is looked for. */
        boolean wantsMetadata();

        /** Whether it would be taken from a .torrent file: also by a torrent that does not run. */
        boolean lacksMetadata();

        /** It is known. */
        void takeMetadata(Metainfo known);

        /** It is known, and can't be used. */
        void refuseMetadata(String reason);
    }

    MetadataOffers(
            TorrentFacts facts,
            TorrentAlerts alerts,
            Mailbox<TorrentInput> mailbox,
            Taker taker,
            Runnable trackersChanged) {
        this.facts = facts;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.taker = taker;
        this.trackersChanged = trackersChanged;
    }

    /** Tells whether it was taken. Any thread. Fails when the hash is right and the torrent can't be used all the same. */
    CompletionStage<Boolean> offer(byte[] info) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        mailbox.post(TorrentInput.METADATA_OFFERED, () -> {
            try {
                taken.complete(take(info));
            } catch (TorrentException e) { // the hash is right, so no peer can offer better
                taker.refuseMetadata(e.getMessage());
                taken.completeExceptionally(e);
            } catch (RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        return taken;
    }

    /** The torrent was added again: what is new in it is taken. Tells whether anything was. On the torrent's loop. */
    boolean addedAgain(AddTorrent again) {
        boolean hasTrackers = facts.addTrackers(Metadata.trackersOf(again));
        Optional<Metainfo> file = again.metainfo().filter(known -> taker.lacksMetadata() && isOurs(known));
        file.ifPresent(known -> taker.takeMetadata(known.withTrackers(facts.namedTrackers())));
        if (hasTrackers) {
            trackersChanged.run();
        }
        return hasTrackers || file.isPresent();
    }

    /** A .torrent may share one of two hashes only. */
    private boolean isOurs(Metainfo known) {
        byte[] info = new byte[known.rawInfo().remaining()];
        known.rawInfo().get(info);
        return InfoDigest.matches(facts.id(), info);
    }

    private boolean take(byte[] info) throws TorrentException {
        if (!taker.wantsMetadata()) {
            return false;
        }
        Optional<Metainfo> parsed = Metadata.parse(facts.id(), info, facts.namedTrackers());
        if (parsed.isEmpty()) {
            alerts.post(AlertType.METADATA_FAILED, () -> facts.name() + ": metadata with a wrong hash", Map.of());
            return false;
        }
        taker.takeMetadata(parsed.get());
        return true;
    }
}
