package org.torrent.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.spi.runtime.EventLoop;

/**
 * The storage, for whoever can wait a little until it is there: at the start of a container it may come after those that use
 * it, and an update takes it away for a moment. Any thread.
 */
final class AwaitedStorage {
    private final Providers providers;
    private final Mailbox<SessionInput> mailbox;
    private final Set<CompletableFuture<Void>> waiting = new HashSet<>(); // guarded by this
    private boolean closed; // guarded by this

    AwaitedStorage(Providers providers, Mailbox<SessionInput> mailbox) {
        this.providers = providers;
        this.mailbox = mailbox;
    }

    /** Completes when there is one, at once or on the session's loop; without one after that time, or when the session ends. */
    CompletionStage<Void> within(long nanos) {
        CompletableFuture<Void> here = new CompletableFuture<>();
        synchronized (this) {
            if (closed || providers.storage() != null) {
                return CompletableFuture.completedFuture(null);
            }
            waiting.add(here);
        }
        EventLoop.Timer due = mailbox.later(SessionInput.STORAGE, nanos, () -> here.complete(null));
        return here.whenComplete((v, error) -> {
            due.cancel();
            synchronized (this) {
                waiting.remove(here);
            }
        });
    }

    /** There is one. */
    void came() {
        mailbox.post(SessionInput.STORAGE, this::release);
    }

    /** Nobody waits any more. On the session loop. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        release();
    }

    private void release() {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            all = new ArrayList<>(waiting);
        }
        all.forEach(here -> here.complete(null));
    }
}
