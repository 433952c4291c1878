package org.torrent.ext.trackers;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrent.runtime.configuration.ConfiguredValues;

/**
 * What is configured.
 *
 * @param enabled whether trackers are exchanged at all
 * @param intervalNanos between two messages to one peer
 * @param takenPerAddress trackers of one torrent that are taken from peers of one address
 */
record TrackersSettings(boolean enabled, long intervalNanos, int takenPerAddress) {
    static final String PID = "org.torrent.ext.trackers";

    /** As shipped. */
    static final TrackersSettings SHIPPED = of(new ConfiguredValues(PID, Map.of()));

    static TrackersSettings of(ConfiguredValues values) {
        return new TrackersSettings(
                values.flag("enabled", true),
                TimeUnit.SECONDS.toNanos(values.number("interval.seconds", 120, 60, 86_400)),
                values.number("taken.per.address", 8, 0, TrackersLimits.TAKEN));
    }
}
