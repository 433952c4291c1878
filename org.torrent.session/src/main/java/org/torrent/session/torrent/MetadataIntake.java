package org.torrent.session.torrent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.model.metainfo.Metainfo;

/** Checks the raw info dictionary that somebody offers to a torrent without metadata (BEP 9). On the torrent's loop. */
final class MetadataIntake {
    private MetadataIntake() {}

    /** Any thread. Fails when the hash is right and the torrent can't be used all the same. */
    static CompletionStage<Boolean> offer(Torrent torrent, byte[] info) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        torrent.loop().execute(() -> {
            try {
                taken.complete(take(torrent, info));
            } catch (TorrentException e) { // the hash is right, so no peer can offer better
                torrent.fail(e.getMessage());
                taken.completeExceptionally(e);
            } catch (RuntimeException e) {
                taken.completeExceptionally(e);
            }
        });
        return taken;
    }

    private static boolean take(Torrent torrent, byte[] info) throws TorrentException {
        if (torrent.metainfo().isPresent() || torrent.phase() != Phase.METADATA) {
            return false;
        }
        Optional<Metainfo> parsed = Metadata.parse(torrent.id(), info, torrent.trackers());
        if (parsed.isEmpty()) {
            torrent.alert(AlertType.METADATA_FAILED, () -> torrent.name() + ": metadata with a wrong hash", Map.of());
            return false;
        }
        torrent.takeMetadata(parsed.get());
        return true;
    }
}
