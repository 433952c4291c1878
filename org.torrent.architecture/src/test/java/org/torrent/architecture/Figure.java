package org.torrent.architecture;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A figure as the page of limits shows it.
 *
 * @param number with thousands separators
 * @param unit empty when the name of the figure does not say it
 */
record Figure(String number, String unit) {
    private record Unit(String symbol, long size) {}

    private static final List<Unit> BYTES = List.of(
            new Unit("TiB", 1L << 40),
            new Unit("GiB", 1L << 30),
            new Unit("MiB", 1L << 20),
            new Unit("KiB", 1L << 10),
            new Unit("bytes", 1));
    private static final List<Unit> NANOS = List.of(
            new Unit("h", TimeUnit.HOURS.toNanos(1)),
            new Unit("min", TimeUnit.MINUTES.toNanos(1)),
            new Unit("s", TimeUnit.SECONDS.toNanos(1)),
            new Unit("ms", TimeUnit.MILLISECONDS.toNanos(1)),
            new Unit("ns", 1));

    /** A constant, component or attribute: its name ends in its unit. */
    static Figure of(String name, Object value) {
        if (value instanceof Duration duration) {
            return scaled(duration.toNanos(), NANOS);
        }
        long number = ((Number) value).longValue();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("mebibytes") || lower.endsWith(".mib")) {
            return new Figure(plain(number), "MiB");
        } else if (lower.contains("bytes")) {
            return scaled(number, BYTES);
        } else if (lower.endsWith("nanos")) {
            return scaled(number, NANOS);
        } else if (lower.endsWith("millis")) {
            return scaled(TimeUnit.MILLISECONDS.toNanos(number), NANOS);
        } else if (lower.endsWith("seconds") || lower.endsWith(".s")) {
            return scaled(TimeUnit.SECONDS.toNanos(number), NANOS);
        }
        return new Figure(plain(number), "");
    }

    private static Figure scaled(long value, List<Unit> units) {
        for (Unit unit : units) {
            if (value % unit.size == 0 && value != 0 || unit.size == 1) {
                return new Figure(plain(value / unit.size), unit.symbol);
            }
        }
        throw new IllegalStateException("no unit for " + value);
    }

    private static String plain(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
