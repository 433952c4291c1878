package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
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
    private final List<Command> waiting = new ArrayList<>(); // guarded by this: those that did not end
    private volatile Torrent torrent; // changed under this
    private volatile boolean leaving;

    /** What a handle needs of the session. Any thread. */
    public interface Host {
        /** Removes the torrent. */
        CompletionStage<Void> remove(Handle handle, boolean deleteData);

        /** A pause or a resume must survive a restart. */
        void changed(Handle handle);
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

    /** The torrent begins another life with that command; then come those that the life before did not end. */
    public synchronized void torrent(Torrent next, Consumer<Torrent> begin) {
        torrent = next;
        next.mailbox().post(TorrentInput.COMMAND, () -> begin.accept(next));
        waiting.forEach(command -> command.post(next));
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
        tell(now -> now.connect(copy));
    }

    @Override
    public CompletionStage<Void> pause() {
        return kept(Torrent::pause);
    }

    @Override
    public CompletionStage<Void> resume() {
        return kept(now -> {
            now.start();
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletionStage<Void> recheck() {
        return kept(now -> {
            now.recheck();
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletionStage<Void> remove(boolean deleteData) {
        return host.remove(this, deleteData);
    }

    @Override
    public CompletionStage<Void> finished() {
        return finish.stage();
    }

    private CompletionStage<Void> kept(Function<Torrent, CompletionStage<Void>> command) {
        return command(now -> {
            CompletionStage<Void> done = command.apply(now);
            if (!now.isGone()) { // a removed torrent must not come back with a restart
                host.changed(this);
            }
            return done;
        });
    }

    // ---- commands ---------------------------------------------------------------------------------------------------

    /** As {@link #command}; ended when it returns. */
    public void tell(Consumer<Torrent> action) {
        command(now -> {
            action.accept(now);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Something to do on the torrent's loop. A life that begins before it ended does it again. */
    public CompletionStage<Void> command(Function<Torrent, CompletionStage<Void>> action) {
        Command command = new Command(action);
        post(command);
        command.done.whenComplete((v, error) -> ended(command));
        return command.done;
    }

    /** The torrent's last command: a life that begins after it does nothing else. */
    public CompletionStage<Void> last(Function<Torrent, CompletionStage<Void>> action) {
        leaving = true;
        Command command = new Command(action);
        post(command);
        return command.done;
    }

    /** Whether it was given its {@link #last} command. */
    public boolean isLeaving() {
        return leaving;
    }

    private synchronized void post(Command command) {
        waiting.add(command);
        command.post(torrent);
    }

    private synchronized void ended(Command command) {
        waiting.remove(command);
    }

    /** One thing to do, in whichever life. */
    private static final class Command {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Function<Torrent, CompletionStage<Void>> action;

        Command(Function<Torrent, CompletionStage<Void>> action) {
            this.action = action;
        }

        void post(Torrent life) {
            life.mailbox().post(TorrentInput.COMMAND, () -> run(life));
        }

        private void run(Torrent life) {
            try {
                action.apply(life).whenComplete((v, error) -> end(life, error));
            } catch (RuntimeException e) {
                end(life, e);
            }
        }

        private void end(Torrent life, Throwable error) {
            if (error == null) {
                done.complete(null);
            } else if (life.mailbox().ownership().isCurrent()) { // else the next life does it
                done.completeExceptionally(error);
            }
        }
    }
}
