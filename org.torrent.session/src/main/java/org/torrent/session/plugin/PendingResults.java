package org.torrent.session.plugin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The futures a plugin waits for and the bytes it has queued. When the plugin leaves they fail, and nothing of the
 * engine's refers to them any more. Any thread.
 */
final class PendingResults {
    /** One future. What the engine holds until the end is this, which lets go of the future when the plugin leaves. */
    final class Pending<T> {
        private final AtomicReference<CompletableFuture<T>> future = new AtomicReference<>(new CompletableFuture<>());
        private final int bytes;

        private Pending(int bytes) {
            this.bytes = bytes;
        }

        /** What the plugin gets; only right after it was opened. */
        CompletionStage<T> stage() {
            CompletableFuture<T> current = future.get();
            return current == null ? CompletableFuture.failedFuture(left()) : current;
        }

        /** The result is there. */
        void settle(T value, Throwable error) {
            CompletableFuture<T> waiting = future.getAndSet(null);
            if (waiting == null) {
                return;
            }
            all.remove(this);
            queuedBytes.addAndGet(-bytes);
            if (error == null) {
                waiting.complete(value);
            } else {
                waiting.completeExceptionally(error);
            }
        }

        void fail(String reason) {
            settle(null, new IllegalStateException(reason));
        }
    }

    private final Set<Pending<?>> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final int maxBytes;

    PendingResults(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Room for a payload and its future; nothing when too much is queued already. */
    <T> Optional<Pending<T>> open(int bytes) {
        if (queuedBytes.addAndGet(bytes) > maxBytes) {
            queuedBytes.addAndGet(-bytes);
            return Optional.empty();
        }
        Pending<T> pending = new Pending<>(bytes);
        all.add(pending);
        return Optional.of(pending);
    }

    /** The plugin leaves. */
    void failAll() {
        for (Pending<?> pending : List.copyOf(all)) {
            pending.settle(null, left());
        }
    }

    long queuedBytes() {
        return queuedBytes.get();
    }

    private static IllegalStateException left() {
        return new IllegalStateException("the plugin left");
    }
}
