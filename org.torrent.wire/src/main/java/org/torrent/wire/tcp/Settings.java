package org.torrent.wire.tcp;

/**
 * What can be configured.
 *
 * @param processors I/O threads; 0: one per core, at least 2
 * @param socketBufferBytes SO_SNDBUF and SO_RCVBUF; 0: the system's choice
 * @param readBufferBytes size of each I/O thread's read buffer, and so the most that a handler may leave unconsumed
 * @param maxConnections connections at most, with those being dialled
 */
public record Settings(int processors, int socketBufferBytes, int readBufferBytes, int maxConnections) {
    /** The same as {@code WireConfig}'s. */
    public static final Settings DEFAULTS = new Settings(0, 1 << 20, 256 << 10, 4_000);

    /** Refuses what makes no sense, and turns "one per core" into a number. */
    public Settings {
        check("processors", processors, 0, Limits.PROCESSORS_MAX);
        check("socket buffer bytes", socketBufferBytes, 0, Integer.MAX_VALUE);
        check("read buffer bytes", readBufferBytes, Limits.READ_BUFFER_MIN_BYTES, Limits.READ_BUFFER_MAX_BYTES);
        check("max connections", maxConnections, 1, Integer.MAX_VALUE);
        if (processors == 0) {
            processors = Math.min(
                    Limits.PROCESSORS_MAX, Math.max(2, Runtime.getRuntime().availableProcessors()));
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "transport: " + name + " is " + value + ", must be between " + min + " and " + max);
        }
    }
}
