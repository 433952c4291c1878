package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;

/** One torrent as front ends see it: commands are posted to its loop, answers are snapshots. Any thread. */
public final class Handle implements TorrentHandle {
    private final Torrent torrent;
    private final BiFunction<Torrent, Boolean, CompletionStage<Void>> remover;
    private final Runnable changed;

    /**
     * A handle.
     *
     * @param remover what the session does to remove it
     * @param changed a pause or resume must survive a restart
     */
    public Handle(Torrent torrent, BiFunction<Torrent, Boolean, CompletionStage<Void>> remover, Runnable changed) {
        this.torrent = torrent;
        this.remover = remover;
        this.changed = changed;
    }

    /** The torrent itself. */
    public Torrent torrent() {
        return torrent;
    }

    @Override
    public TorrentId id() {
        return torrent.id();
    }

    @Override
    public int number() {
        return torrent.number();
    }

    @Override
    public TorrentSnapshot snapshot() {
        return torrent.snapshot();
    }

    @Override
    public List<PeerSnapshot> peers() {
        return torrent.published().peers();
    }

    @Override
    public List<FileSnapshot> files() {
        return torrent.published().files();
    }

    @Override
    public Optional<Metainfo> metainfo() {
        return torrent.metainfo();
    }

    @Override
    public void connect(Collection<InetSocketAddress> peers) {
        List<InetSocketAddress> copy = new ArrayList<>(peers);
        torrent.loop().execute(() -> torrent.peers().connect(copy));
    }

    @Override
    public CompletionStage<Void> pause() {
        return posted(torrent::pause);
    }

    @Override
    public CompletionStage<Void> resume() {
        return posted(() -> {
            torrent.start();
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletionStage<Void> recheck() {
        return posted(() -> {
            torrent.recheck();
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletionStage<Void> remove(boolean deleteData) {
        return remover.apply(torrent, deleteData);
    }

    @Override
    public CompletionStage<Void> finished() {
        return torrent.finished();
    }

    private CompletionStage<Void> posted(Supplier<CompletionStage<Void>> command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        torrent.loop().execute(() -> {
            try {
                command.get().whenComplete((v, error) -> done.complete(null));
                if (torrent.phase() != Phase.GONE) { // a removed torrent must not come back with a restart
                    changed.run();
                }
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
