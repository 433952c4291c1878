package org.torrent.session.torrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.TorrentException;

/** Whether everything wanted is durable, for whoever waits for it; outlives the lives of its torrent. Any thread. */
public final class FinishPromise {
    private volatile CompletableFuture<Void> finished = new CompletableFuture<>();

    /** Completes when everything wanted is durable; fails when that will not be. */
    public CompletionStage<Void> stage() {
        return finished.minimalCompletionStage();
    }

    void complete() {
        finished.complete(null);
    }

    void fail(String reason) {
        finished.completeExceptionally(new TorrentException(reason));
    }

    /** A failure is over: it may finish after all. */
    void renew() {
        if (finished.isCompletedExceptionally()) {
            finished = new CompletableFuture<>();
        }
    }
}
