package org.torrent.console.text;

import java.util.Locale;

/** Sizes, rates, shares and durations as people read them; the same in every locale. */
public final class Human {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int UNIT = 1024;
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};
    private static final int STEP = 1000;
    private static final long DAY_SECONDS = 86_400;
    private static final long HOUR_SECONDS = 3_600;
    private static final long MINUTE_SECONDS = 60;

    private Human() {}

    /** {@code 512 B}, {@code 64.0 MiB}; {@code ?} for a negative, that is unknown, size. */
    public static String bytes(long bytes) {
        if (bytes < 0) {
            return "?";
        }
        if (bytes < UNIT) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= UNIT - 0.05 && unit < UNITS.length - 1) {
            value /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 12.3 MiB/s}. */
    public static String rate(long bytesPerSecond) {
        return bytes(Math.max(0, bytesPerSecond)) + "/s";
    }

    /** {@code 45.2 %}, rounded down so that only what is complete reads {@code 100.0 %}; {@code ?} while unknown. */
    public static String percent(long done, long total) {
        if (total < 0) {
            return "?";
        }
        double share = total == 0 ? 100 : Math.floor(done * 1000.0 / total) / 10;
        return String.format(Locale.ROOT, "%.1f %%", Math.min(100, share));
    }

    /** {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}, {@code 4 d 3 h}. */
    public static String seconds(long seconds) {
        if (seconds < MINUTE_SECONDS) {
            return seconds + " s";
        }
        if (seconds < HOUR_SECONDS) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE_SECONDS, seconds % MINUTE_SECONDS);
        }
        if (seconds < DAY_SECONDS) {
            return seconds / HOUR_SECONDS + " h " + seconds % HOUR_SECONDS / MINUTE_SECONDS + " min";
        }
        return seconds / DAY_SECONDS + " d " + seconds % DAY_SECONDS / HOUR_SECONDS + " h";
    }

    /** {@code 1 peer}, {@code 2 peers}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 430 ns}, {@code 12.3 µs}, {@code 1.2 ms}, {@code 2.1 s}. */
    public static String shortTime(long nanos) {
        double value = nanos;
        int unit = 0;
        while (value >= STEP - 0.05 && unit < TIMES.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, TIMES[unit]);
    }

    /** {@code 1.234 ms}. */
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }
}
