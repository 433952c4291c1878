package org.torrent.logging;

/** Bounds of what a configuration may ask of the log. */
final class LoggingLimits {
    /** Bundles whose level is configured. */
    static final int LEVELS = 256;

    /** Packages of one bundle that its level counts for. */
    static final int PACKAGES = 1_024;

    private LoggingLimits() {}
}
