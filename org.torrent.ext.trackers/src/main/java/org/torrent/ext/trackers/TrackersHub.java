package org.torrent.ext.trackers;

import java.net.InetAddress;
import java.util.List;

/** A torrent as its connections see it. The torrent's loop. */
interface TrackersHub {
    /** Whether names are offered: not in private torrents (BEP 27). */
    boolean speaks();

    /** What peers may be told: nothing while nobody knows whether it is private. */
    TrackerList list();

    /** Time between two messages to one peer. */
    long intervalNanos();

    /** Monotonic time. */
    long nowNanos();

    /** A peer named trackers. */
    void named(List<String> urls, InetAddress from);
}
