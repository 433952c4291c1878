package org.torrent.ext.metadata;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** ut_metadata in one torrent: fetches the metadata while it is unknown, serves it from then on. */
final class MetadataTorrent implements TorrentPlugin, MetadataHub {
    private final TorrentContext torrent;
    private final MetadataDownload download;
    private int sizeBytes;
    private byte[] cached;
    private long usedNanos;

    /** Its unverified metadata counts with that of others. */
    MetadataTorrent(TorrentContext torrent, UnverifiedBytes unverified) {
        this.torrent = torrent;
        this.download = new MetadataDownload(this::verify, unverified);
        torrent.metadata().ifPresent(this::known);
    }

    private void known(byte[] info) {
        sizeBytes = info.length;
        download.stop();
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        return new MetadataPeer(this, peer);
    }

    @Override
    public void onMetadata() {
        torrent.metadata().ifPresent(this::known);
        torrent.repeatHandshake(); // metadata_size is new
    }

    @Override
    public void tick() {
        long now = torrent.nowNanos();
        download.tick(now);
        if (now - usedNanos > MetadataLimits.IDLE_NANOS) {
            cached = null; // an idle torrent keeps no metadata on the heap
        }
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    @Override
    public Optional<byte[]> metadata() {
        usedNanos = torrent.nowNanos();
        if (cached == null) {
            cached = torrent.metadata().orElse(null);
        }
        return Optional.ofNullable(cached);
    }

    @Override
    public void offered(MetadataSource peer, int size) {
        if (!download.stopped()) {
            download.offer(peer, size);
            // The ids of this handshake count from when every plugin has seen it.
            torrent.execute(() -> download.fill(torrent.nowNanos()));
        }
    }

    @Override
    public void received(MetadataSource peer, MetadataMessage message) {
        download.received(peer, message, torrent.nowNanos());
    }

    @Override
    public void rejected(MetadataSource peer, int piece) {
        download.rejected(peer, piece, torrent.nowNanos());
    }

    @Override
    public void disconnected(MetadataSource peer) {
        download.remove(peer);
    }

    private void verify(Attempt attempt) {
        torrent.supplyMetadata(attempt.join()).whenComplete((taken, error) -> {
            if (download.stopped()) {
                return;
            }
            if (cause(error) instanceof TorrentException useless) {
                unusable(useless);
            } else if (error == null && !taken) {
                download.failed(attempt, torrent.nowNanos());
            }
        });
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** The right hash and still of no use: nobody else has another one. */
    private void unusable(TorrentException error) {
        download.stop();
        String reason = String.valueOf(error.getMessage());
        torrent.postAlert(Alert.of(AlertType.METADATA_FAILED, "the metadata can't be used: " + reason)
                .torrent(torrent.id())
                .detail(AlertDetail.REASON, reason)
                .build());
    }
}
