package org.torrent.session.plugin.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The futures a plugin waits for and the bytes it has queued. When the plugin leaves they fail, and nothing of the
 * engine's refers to them any more. Any thread.
 */
public final class PendingResults {
    /** What all plugins wait for. Any thread. */
    public static final class Sum {
        private final int maxCount;
        private final long maxBytes;
        private int count; // guarded by this
        private long bytes; // guarded by this

        /** Nothing yet. */
        public Sum(int maxCount, long maxBytes) {
            this.maxCount = maxCount;
            this.maxBytes = maxBytes;
        }

        private synchronized boolean add(int more) {
            if (count >= maxCount || bytes + more > maxBytes) {
                return false;
            }
            count++;
            bytes += more;
            return true;
        }

        private synchronized void remove(int less) {
            count--;
            bytes -= less;
        }
    }

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

    private final Set<Pending<?>> all = new LinkedHashSet<>(); // guarded by itself, as is what follows but the limits
    private final int maxCount;
    private final int maxBytes;
    private final Sum sum;
    private long queuedBytes;
    private boolean left;

    /** No results yet. */
    public PendingResults(int maxBytes) {
        this(Integer.MAX_VALUE, maxBytes, new Sum(Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    /** The same, also bounded by number, and together with those of other plugins. */
    public PendingResults(int maxCount, int maxBytes, Sum sum) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
        this.sum = sum;
    }

    /**
     * Room for a payload and its future; nothing when too much is queued already.
     *
     * @param epoch fails with it
     */
    public <T> Optional<Pending<T>> open(TorrentEpoch epoch, int bytes) {
        Pending<T> pending = new Pending<>(epoch, bytes);
        synchronized (all) {
            if (left || all.size() >= maxCount || queuedBytes + bytes > maxBytes || !sum.add(bytes)) {
                return Optional.empty();
            }
            queuedBytes += bytes;
            all.add(pending);
        }
        epoch.await(pending);
        return Optional.of(pending);
    }

    /** Bytes that wait. */
    public long queuedBytes() {
        synchronized (all) {
            return queuedBytes;
        }
    }

    /** How many wait. */
    public int size() {
        synchronized (all) {
            return all.size();
        }
    }

    private void remove(Pending<?> pending) {
        synchronized (all) {
            if (all.remove(pending)) {
                queuedBytes -= pending.bytes;
                sum.remove(pending.bytes);
            }
        }
    }

    /** The plugin leaves: there will be none any more. */
    public void failAll() {
        List<Pending<?>> waiting;
        synchronized (all) {
            left = true;
            waiting = List.copyOf(all);
        }
        waiting.forEach(pending -> pending.settle(null, left()));
    }

    private static IllegalStateException left() {
        return new IllegalStateException("the plugin or the torrent left");
    }
}
