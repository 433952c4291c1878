package org.torrent.console;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrent.api.TorrentException;
import org.torrent.api.dht.DhtException;

/** Waits for the session's answers and tells of those that failed. */
public final class Answers {
    private Answers() {}

    /**
     * Waits within reason. Only for a command's own thread.
     *
     * @param thing what it is about, the start of the message
     */
    public static <T> T await(CompletionStage<T> stage, String thing) throws CommandFailure, InterruptedException {
        try {
            return stage.toCompletableFuture().get(Limits.ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(thing, e.getCause());
        } catch (TimeoutException e) {
            throw new CommandFailure(thing + ": the session did not answer within " + Limits.ANSWER.toSeconds()
                    + " s; see torrent:alerts");
        }
    }

    /** The line for a thing that failed; unexpected causes go to the log with it. */
    public static CommandFailure failure(String thing, Throwable cause) {
        Throwable reason = cause;
        while ((reason instanceof CompletionException || reason instanceof ExecutionException)
                && reason.getCause() != null) {
            reason = reason.getCause();
        }
        if (reason instanceof TorrentException expected) {
            return new CommandFailure(thing + ": " + expected.getMessage(), expected.getCause());
        }
        if (reason instanceof DhtException expected) {
            return new CommandFailure(thing + ": " + expected.getMessage());
        }
        return new CommandFailure(thing + ": " + reason, reason);
    }
}
