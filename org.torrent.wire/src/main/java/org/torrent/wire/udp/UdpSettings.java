package org.torrent.wire.udp;

/**
 * What can be configured.
 *
 * @param queueBytes that may wait to be sent on one socket; beyond, datagrams are refused
 * @param datagramsPerSecond that one socket receives in a second; more are dropped
 */
public record UdpSettings(int queueBytes, int datagramsPerSecond) {
    /** The same as {@code WireConfig}'s. */
    public static final UdpSettings DEFAULTS = new UdpSettings(1 << 20, 100_000);

    /** Refuses what makes no sense. */
    public UdpSettings {
        check("datagram queue bytes", queueBytes, UdpLimits.QUEUE_MIN_BYTES, UdpLimits.QUEUE_MAX_BYTES);
        check("datagrams per second", datagramsPerSecond, 1, Integer.MAX_VALUE);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "transport: " + name + " is " + value + ", must be between " + min + " and " + max);
        }
    }
}
