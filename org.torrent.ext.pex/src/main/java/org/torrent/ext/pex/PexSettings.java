package org.torrent.ext.pex;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrent.runtime.configuration.ConfiguredValues;

/**
 * What the configuration says.
 *
 * @param enabled whether peers are exchanged at all
 * @param intervalNanos time between two messages to one peer
 * @param sentPeers peers of each address family that a message says were added, and as many dropped
 */
record PexSettings(boolean enabled, long intervalNanos, int sentPeers) {
    static final String PID = "org.torrent.ext.pex";

    /** The framework's property. */
    static final String PROPERTY = "torrent.pex";

    static final PexSettings DEFAULTS = of(new ConfiguredValues(PID, Map.of()), null, false);

    /**
     * A wrong value costs only itself, and is told by {@link ConfiguredValues#wrong}.
     *
     * @param property {@link #PROPERTY}, or null
     * @param given whether the command line set it: then it wins over the configuration
     */
    static PexSettings of(ConfiguredValues values, String property, boolean given) {
        boolean configured = values.flag("enabled", true);
        boolean isOn = property == null
                || property.isEmpty()
                || values.ofProperty(PROPERTY, property, true, PexSettings::isOn);
        int least = (int) TimeUnit.NANOSECONDS.toSeconds(PexLimits.INTERVAL_NANOS);
        return new PexSettings(
                (given || configured) && isOn,
                TimeUnit.SECONDS.toNanos(
                        values.number("interval.seconds", least, least, PexLimits.INTERVAL_MAX_SECONDS)),
                values.number("sent.peers", PexLimits.SENT_PEERS, 1, PexLimits.SENT_PEERS));
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }
}
