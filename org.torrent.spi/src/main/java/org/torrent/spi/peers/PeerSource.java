package org.torrent.spi.peers;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds peers for torrents. A service found by the whiteboard pattern; others don't notice when it goes. */
@ConsumerType
public interface PeerSource {
    /** Bit: a tracker. */
    int TRACKER = 1;

    /** Bit: the distributed hash table. */
    int DHT = 2;

    /** Bit: peer exchange. */
    int PEX = 4;

    /** Bit: local service discovery. */
    int LSD = 8;

    /** Bit: remembered from an earlier run. */
    int RESUME = 16;

    /** Bit: they dialled us. */
    int INCOMING = 32;

    /** Bit: the user named it. */
    int USER = 64;

    /** For people, such as {@code tracker}. */
    String name();

    /** Which bit its peers carry. */
    int source();

    /** Whether it asks trackers of URLs like that one; any thread, must not block. */
    default boolean asks(String tracker) {
        return false;
    }

    /**
     * Starts looking for one torrent's peers, when it is known what is missing; called on the torrent's loop, must not
     * block.
     *
     * @return stops it
     */
    Search search(Swarm swarm);

    /** A running search. */
    interface Search {
        /** The whole torrent is complete, the last of it just came (tracker event {@code completed}). Must not block. */
        void completed();

        /** Asks again soon, within the source's own limits. Must not block. */
        void askNow();

        /**
         * The user wants it to ask again now: also trackers that said not to come back, but no sooner than it may. Must not
         * block.
         */
        default void reannounce() {
            askNow();
        }

        /** What it knows of the torrent's trackers, for each that it asks; any thread, must not block. */
        default List<TrackerStatus> trackers() {
            return List.of();
        }

        /** Stops; a source that says good-bye does so in the background within its own deadline. Must not block. */
        void stop();
    }
}
