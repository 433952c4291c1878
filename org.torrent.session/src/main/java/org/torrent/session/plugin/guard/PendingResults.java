package org.torrent.session.plugin.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The futures a plugin waits for and the bytes it has queued. When the plugin leaves they fail, and nothing of the
 * engine's refers to them any more. Any thread.
 */
public final class PendingResults {
    /**
     * One future. What the engine holds until the end is this, which lets go of the future when the plugin or the torrent
     * leaves.
     */
    public final class Pending<T> implements Lent {
        private final AtomicReference<CompletableFuture<T>> future = new AtomicReference<>(new CompletableFuture<>());
        private final TorrentEpoch epoch;
        private final int bytes;

        private Pending(TorrentEpoch epoch, int bytes) {
            this.epoch = epoch;
            this.bytes = bytes;
        }

        /** What the plugin gets; only right after it was opened. */
        public CompletionStage<T> stage() {
            CompletableFuture<T> current = future.get();
            return current == null ? CompletableFuture.failedFuture(left()) : current;
        }

        /** The result is there. */
        public void settle(T value, Throwable error) {
            CompletableFuture<T> waiting = future.getAndSet(null);
            if (waiting == null) {
                return;
            }
            remove(this);
            epoch.forget(this);
            queuedBytes.addAndGet(-bytes);
            if (error == null) {
                waiting.complete(value);
            } else {
                waiting.completeExceptionally(error);
            }
        }

        /** There will be none. */
        public void fail(String reason) {
            settle(null, new IllegalStateException(reason));
        }

        @Override
        public void revoke() {
            fail("the torrent left");
        }
    }

    private final Set<Pending<?>> all = new LinkedHashSet<>(); // guarded by itself
    private final AtomicLong queuedBytes = new AtomicLong();
    private final int maxBytes;

    /** No results yet. */
    public PendingResults(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Room for a payload and its future; nothing when too much is queued already.
     *
     * @param epoch fails with it
     */
    public <T> Optional<Pending<T>> open(TorrentEpoch epoch, int bytes) {
        if (queuedBytes.addAndGet(bytes) > maxBytes) {
            queuedBytes.addAndGet(-bytes);
            return Optional.empty();
        }
        Pending<T> pending = new Pending<>(epoch, bytes);
        synchronized (all) {
            all.add(pending);
        }
        epoch.await(pending);
        return Optional.of(pending);
    }

    /** Bytes that wait. */
    public long queuedBytes() {
        return queuedBytes.get();
    }

    private void remove(Pending<?> pending) {
        synchronized (all) {
            all.remove(pending);
        }
    }

    /** The plugin leaves. */
    public void failAll() {
        List<Pending<?>> waiting;
        synchronized (all) {
            waiting = List.copyOf(all);
        }
        waiting.forEach(pending -> pending.settle(null, left()));
    }

    private static IllegalStateException left() {
        return new IllegalStateException("the plugin or the torrent left");
    }
}
