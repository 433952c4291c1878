package org.torrent.console;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentSnapshotBuilder;
import org.torrent.api.TorrentState;
import org.torrent.api.TrackerSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;

/** A torrent whose every property the test sets. */
public final class FakeTorrent implements TorrentHandle {
    public final TorrentId id;
    public final int number;
    public final CompletableFuture<Void> finished = new CompletableFuture<>();
    public final List<String> calls = new ArrayList<>();
    public Optional<String> notKept = Optional.empty();
    public Runnable onRemove = () -> {};
    public String name;
    public TorrentState state = TorrentState.DOWNLOADING;
    public String reason = "";
    public long wantedBytes = 1000;
    public long doneBytes;
    public long downloadRate;
    public Optional<Metainfo> metainfo = Optional.empty();
    public List<PeerSnapshot> peers = List.of();
    public List<FileSnapshot> files = List.of();
    public List<TrackerSnapshot> trackers = List.of();

    public FakeTorrent(TorrentId id, int number) {
        this.id = id;
        this.number = number;
        this.name = "torrent-" + number;
    }

    /** Everything is there, verified and durable. */
    public FakeTorrent complete() {
        state = TorrentState.SEEDING;
        doneBytes = wantedBytes;
        finished.complete(null);
        return this;
    }

    @Override
    public TorrentId id() {
        return id;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public TorrentSnapshot snapshot() {
        return TorrentSnapshotBuilder.of(id)
                .number(number)
                .name(name)
                .directory(Path.of("/downloads"))
                .state(state)
                .reason(reason)
                .totalBytes(wantedBytes)
                .wantedBytes(wantedBytes)
                .doneBytes(doneBytes)
                .pieceCount(wantedBytes < 0 ? -1 : 10)
                .piecesDone(0)
                .piecesDurable(0)
                .checkedPieces(5)
                .downloadRate(downloadRate)
                .uploadRate(0)
                .downloadedBytes(0)
                .uploadedBytes(0)
                .wastedBytes(0)
                .peers(1)
                .seeds(0)
                .knownPeers(2)
                .build();
    }

    @Override
    public List<PeerSnapshot> peers() {
        return peers;
    }

    @Override
    public List<FileSnapshot> files() {
        return files;
    }

    @Override
    public Optional<Metainfo> metainfo() {
        return metainfo;
    }

    @Override
    public void connect(Collection<InetSocketAddress> addresses) {
        calls.add("connect " + List.copyOf(addresses));
    }

    @Override
    public List<TrackerSnapshot> trackers() {
        return trackers;
    }

    @Override
    public CompletionStage<Void> addTracker(String url) {
        return called("add tracker " + url);
    }

    @Override
    public CompletionStage<Void> removeTracker(String url) {
        return called("remove tracker " + url);
    }

    @Override
    public CompletionStage<Void> editTracker(String url, String newUrl) {
        return called("edit tracker " + url + " " + newUrl);
    }

    @Override
    public CompletionStage<Void> reannounce() {
        return called("reannounce");
    }

    @Override
    public CompletionStage<Void> pause() {
        return called("pause");
    }

    @Override
    public CompletionStage<Void> resume() {
        return called("resume");
    }

    @Override
    public CompletionStage<Void> recheck() {
        return called("recheck");
    }

    @Override
    public CompletionStage<Void> remove(boolean deleteData) {
        onRemove.run();
        return called(deleteData ? "remove with data" : "remove");
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished;
    }

    private CompletionStage<Void> called(String call) {
        calls.add(call);
        if (notKept.isPresent()) {
            return CompletableFuture.failedFuture(new TorrentException(notKept.get()));
        }
        return CompletableFuture.completedFuture(null);
    }
}
