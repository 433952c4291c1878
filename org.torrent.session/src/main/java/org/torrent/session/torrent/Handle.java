package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TrackerSnapshot;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.mailbox.TorrentInput;

/**
 * One torrent as front ends see it, whichever loop it lives on: commands are posted to its loop, answers are snapshots. Any
 * thread.
 */
public final class Handle implements TorrentHandle {
    private final TorrentId id;
    private final int number;
    private final FinishPromise finish;
    private final Host host;
    private final Queue<Command> waiting = new ConcurrentLinkedQueue<>();
    private volatile Torrent torrent;
    private volatile Command last; // null until it is to leave

    /** What a handle needs of the session. Any thread. */
    public interface Host {
        /** Removes the torrent. */
        CompletionStage<Void> remove(Handle handle, boolean deleteData);

        /**
         * A pause or a resume must survive a restart.
         *
         * @param done what is so now, for people
         * @return complete when it would; fails with {@code TorrentException} when it would not, which is told and tried again
         */
        CompletionStage<Void> changed(Handle handle, String done);
    }

    /** A handle of a torrent that is in its first life. */
    public Handle(Torrent torrent, FinishPromise finish, Host host) {
        this.id = torrent.facts().id();
        this.number = torrent.facts().number();
        this.finish = finish;
        this.host = host;
        this.torrent = torrent;
    }

    /** The torrent in its present life. */
    public Torrent torrent() {
        return torrent;
    }

    /** The torrent begins another life; what its old loop did not come to is done in that one. */
    public void torrent(Torrent next) {
        torrent = next;
        Command leave = last;
        if (leave != null && !waiting.contains(leave)) {
            waiting.add(leave); // the life before began it and did not come to its end
        }
        waiting.forEach(command -> command.postTo(next));
    }

    /** Runs a command on the torrent's loop, once: in whichever life comes to it. */
    public void post(Consumer<Torrent> body) {
        Command command = new Command(body);
        waiting.add(command);
        command.postTo(torrent);
    }

    /** The torrent's last command: begun again in a life that follows, which does nothing else. */
    public void last(Consumer<Torrent> body) {
        Command command = new Command(body);
        last = command;
        waiting.add(command);
        command.postTo(torrent);
    }

    /** Whether it was given its {@link #last} command. */
    public boolean isLeaving() {
        return last != null;
    }

    /** One command; posted again with each life until it was begun. */
    private final class Command {
        private final Consumer<Torrent> body;

        Command(Consumer<Torrent> body) {
            this.body = body;
        }

        void postTo(Torrent life) {
            life.mailbox().post(TorrentInput.COMMAND, () -> {
                if (waiting.remove(this)) {
                    body.accept(life);
                }
            });
        }
    }

    /** The promise of its end, for another life. */
    public FinishPromise finish() {
        return finish;
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
        return torrent.snapshot();
    }

    @Override
    public List<PeerSnapshot> peers() {
        return torrent.peers();
    }

    @Override
    public List<FileSnapshot> files() {
        return torrent.files();
    }

    @Override
    public Optional<Metainfo> metainfo() {
        return torrent.facts().metainfo();
    }

    @Override
    public void connect(Collection<InetSocketAddress> peers) {
        List<InetSocketAddress> copy = new ArrayList<>(peers);
        post(now -> now.connect(copy));
    }

    @Override
    public List<TrackerSnapshot> trackers() {
        return torrent.trackers();
    }

    @Override
    public CompletionStage<Void> addTracker(String url) {
        return posted(now -> now.trackerEdits().add(url), "it has another tracker");
    }

    @Override
    public CompletionStage<Void> removeTracker(String url) {
        return posted(now -> now.trackerEdits().remove(url), "it has a tracker less");
    }

    @Override
    public CompletionStage<Void> editTracker(String url, String newUrl) {
        return posted(now -> now.trackerEdits().edit(url, newUrl), "it has another tracker");
    }

    @Override
    public CompletionStage<Void> reannounce() {
        return posted(
                now -> {
                    now.reannounce();
                    return CompletableFuture.completedFuture(null);
                },
                "");
    }

    @Override
    public CompletionStage<Void> pause() {
        return posted(Torrent::pause, "it is paused");
    }

    @Override
    public CompletionStage<Void> resume() {
        return posted(Torrent::start, "it goes on");
    }

    @Override
    public CompletionStage<Void> recheck() {
        return posted(
                now -> {
                    now.recheck();
                    return CompletableFuture.completedFuture(null);
                },
                "");
    }

    @Override
    public CompletionStage<Void> remove(boolean deleteData) {
        return host.remove(this, deleteData);
    }

    @Override
    public CompletionStage<Void> finished() {
        return finish.stage();
    }

    /** @param what is so now, for people, and is to survive a restart; empty when nothing is to */
    private CompletionStage<Void> posted(Function<Torrent, CompletionStage<Void>> command, String what) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        post(now -> {
            try {
                CompletionStage<Void> performed = command.apply(now).exceptionallyCompose(Handle::onlyKept);
                CompletionStage<Void> kept = what.isEmpty() || now.isGone() // which must not come back with a restart
                        ? CompletableFuture.completedFuture(null)
                        : host.changed(this, what);
                performed.thenCombine(kept, (v, w) -> v).whenComplete((v, error) -> post(then -> settle(done, error)));
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** What could not be flushed is told elsewhere. */
    private static CompletionStage<Void> onlyKept(Throwable error) {
        return error instanceof KeptByPlugin || error instanceof RefusedEdit
                ? CompletableFuture.failedFuture(error)
                : CompletableFuture.completedFuture(null);
    }

    private static void settle(CompletableFuture<Void> done, Throwable error) {
        if (error == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
        }
    }
}
