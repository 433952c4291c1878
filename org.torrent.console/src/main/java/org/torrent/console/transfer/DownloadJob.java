package org.torrent.console.transfer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.front.source.Source;
import org.torrent.model.metainfo.Metainfo;

/**
 * One torrent of a command. It outlives the session: when another one comes, it is attached to that. Fields are volatile
 * because the session's stages complete on its threads.
 */
public final class DownloadJob {
    private final Source source;
    private final AddTorrent request;

    private boolean warned; // the command's thread only
    private volatile TorrentHandle handle;
    private volatile boolean complete;
    private volatile Throwable failure;

    /** A torrent to be added with these parameters. */
    public DownloadJob(Source source, AddTorrent request) {
        this.source = source;
        this.request = request;
    }

    /** Adds it to the session; {@code changed} runs whenever there is news, on any thread. */
    void attach(TorrentSession session, Runnable changed) {
        handle = null;
        failure = null;
        boolean known = session.find(source.id()).isPresent();
        CompletionStage<TorrentHandle> added =
                session.add(request).exceptionally(error -> hereAllTheSame(session, error));
        added.thenCompose(handle -> start(handle, known, changed)).whenComplete((nothing, thrown) -> {
            complete = thrown == null;
            failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            changed.run();
        });
    }

    /** What it does needs no restart: that one would not find it is among the session's troubles, which are told. */
    private TorrentHandle hereAllTheSame(TorrentSession session, Throwable error) {
        return session.find(source.id()).orElseThrow(() -> new CompletionException(error));
    }

    /** A torrent that was there already keeps its own settings, so it is told of the peers and woken up. */
    private CompletionStage<Void> start(TorrentHandle added, boolean known, Runnable changed) {
        handle = added;
        changed.run();
        if (!known) {
            return added.finished();
        }
        if (!request.peers().isEmpty()) {
            added.connect(request.peers());
        }
        TorrentState state = added.snapshot().state();
        boolean stopped = state == TorrentState.PAUSED || state == TorrentState.ERROR;
        return stopped
                ? added.resume()
                        .exceptionallyCompose(error -> stillStopped(added, error))
                        .thenCompose(v -> added.finished())
                : added.finished();
    }

    /** It goes on although that can't be kept; or a plugin keeps it from going on. */
    private static CompletionStage<Void> stillStopped(TorrentHandle torrent, Throwable error) {
        return torrent.snapshot().state() == TorrentState.PAUSED
                ? CompletableFuture.failedFuture(error)
                : CompletableFuture.completedFuture(null);
    }

    /** Forgets the session it is attached to. */
    void detach() {
        handle = null;
    }

    /** What was left out or changed in the torrent when it was read, once: nothing before that is known. */
    List<String> newWarnings() {
        TorrentHandle current = handle;
        Optional<Metainfo> metainfo = current == null || warned ? Optional.empty() : current.metainfo();
        warned |= metainfo.isPresent();
        return metainfo.map(Metainfo::warnings).orElse(List.of());
    }

    /** Whether every file is complete, verified and durable. */
    public boolean isComplete() {
        return complete;
    }

    /** Why it can't be completed. */
    public Optional<Throwable> failure() {
        return complete ? Optional.empty() : Optional.ofNullable(failure);
    }

    /** Whether it needs no more waiting. */
    public boolean isSettled() {
        return complete || failure != null;
    }

    /** How it is doing; nothing before the session took it. */
    public Optional<TorrentSnapshot> snapshot() {
        TorrentHandle current = handle;
        return current == null ? Optional.empty() : Optional.of(current.snapshot());
    }

    /** What to call it. */
    public String name() {
        return snapshot().map(TorrentSnapshot::name).orElse(source.name());
    }

    /** What the session is asked for. */
    public AddTorrent request() {
        return request;
    }
}
