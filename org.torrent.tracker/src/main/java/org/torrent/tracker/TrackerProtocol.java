package org.torrent.tracker;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * How the trackers of some URL schemes are asked. One class a protocol; it knows nothing of tiers, intervals and other
 * trackers, and the rest of the bundle nothing of it but its place in the list of protocols.
 */
public interface TrackerProtocol {
    /** The schemes, in lower case, such as {@code udp}. */
    List<String> schemes();

    /**
     * How many of its announces run at the same time, where they cost neither a thread nor a socket each; 0 for those that
     * do and share the number that the user configures.
     */
    default int parallel() {
        return 0;
    }

    /**
     * Asks one tracker; called on the trackers' loop, must not block. Whatever is wrong is told by the call's stage.
     */
    Call announce(AnnounceRequest request);

    /** The end, once: whatever it holds is given back. On the trackers' loop. */
    default void close() {}

    /** An announce under way. */
    interface Call {
        /**
         * The answer, or a {@link TrackerException}, within the request's limit. Completes on any thread; whoever
         * waits for it does not block that.
         */
        CompletionStage<AnnounceAnswer> answer();

        /** Whether the tracker may have heard of it; not while it is only being reached. On the trackers' loop. */
        default boolean isOut() {
            return true;
        }

        /** Nobody is interested any more. */
        void cancel();
    }
}
