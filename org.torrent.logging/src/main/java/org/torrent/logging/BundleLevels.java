package org.torrent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * From which level on a bundle's lines are written, where that is not the level of all. The loggers of its packages and of its
 * own name are opened that far; whose line it is decides when it is there. So a line of a bundle that is to say less is left
 * out whatever its logger is called, one of a bundle that is to say more must be of a logger that is called by a package or
 * by the bundle. Any thread.
 */
final class BundleLevels {
    private static final Map<String, Level> WORDS = Map.of(
            "off", Level.OFF,
            "error", Level.ERROR,
            "warn", Level.WARN,
            "info", Level.INFO,
            "debug", Level.DEBUG,
            "trace", Level.TRACE);

    private final LoggerContext context;
    private final Level ofAll;
    private final Function<String, Set<String>> packages;
    private final Map<String, java.util.logging.Logger> opened = new HashMap<>(); // the JDK forgets those nobody holds
    private volatile Map<String, Level> levels = Map.of();

    /**
     * None yet.
     *
     * @param packages of the bundles of a symbolic name that are here now
     */
    BundleLevels(LoggerContext context, Level ofAll, Function<String, Set<String>> packages) {
        this.context = context;
        this.ofAll = ofAll;
        this.packages = packages;
    }

    /**
     * These count from now on, in place of those before.
     *
     * @param words levels by symbolic names
     * @return what is wrong with them, for people
     */
    synchronized List<String> set(Map<String, String> words) {
        List<String> wrong = new ArrayList<>();
        Map<String, Level> next = new TreeMap<>();
        new TreeMap<>(words).forEach((bundle, word) -> {
            Level level = WORDS.get(word.strip().toLowerCase(Locale.ROOT));
            if (level == null) {
                wrong.add(bundle + ": '" + word
                        + "' is none of off, error, warn, info, debug, trace; the level of all counts");
            } else if (next.size() == LoggingLimits.LEVELS) {
                wrong.add(bundle + ": not used, there are " + LoggingLimits.LEVELS + " bundles before it");
            } else {
                next.put(bundle, level);
            }
        });
        levels = Map.copyOf(next);
        refresh();
        return wrong;
    }

    /** Whether a bundle has a level of its own. */
    boolean has(String symbolicName) {
        return symbolicName != null && levels.containsKey(symbolicName);
    }

    /** Bundles came or went. */
    synchronized void refresh() {
        if (levels.isEmpty() && opened.isEmpty()) {
            return;
        }
        Map<String, Level> wanted = new HashMap<>();
        levels.forEach((bundle, level) -> {
            if (!level.isGreaterOrEqual(ofAll)) {
                Set<String> names = new TreeSet<>(packages.apply(bundle));
                names.add(bundle);
                names.forEach(
                        name -> wanted.merge(name, level, (one, other) -> one.isGreaterOrEqual(other) ? other : one));
            }
        });
        opened.keySet().removeIf(name -> {
            boolean isOver = !wanted.containsKey(name);
            if (isOver) {
                open(name, null);
            }
            return isOver;
        });
        wanted.forEach(this::open);
    }

    private void open(String name, Level level) {
        Logger logger = context.getLogger(name);
        logger.setLevel(level);
        java.util.logging.Logger ofJdk = java.util.logging.Logger.getLogger(name);
        ofJdk.setLevel(level == null ? null : jdk(level));
        if (level != null) {
            opened.put(name, ofJdk);
        }
    }

    private static java.util.logging.Level jdk(Level level) {
        return switch (level.toInt()) {
            case Level.INFO_INT -> java.util.logging.Level.INFO;
            case Level.DEBUG_INT -> java.util.logging.Level.FINE;
            default -> java.util.logging.Level.FINEST;
        };
    }

    /** Whether a line is to be written. On the thread that logs it. */
    boolean isWanted(ILoggingEvent event) {
        Map<String, Level> now = levels;
        return now.isEmpty() || event.getLevel().isGreaterOrEqual(now.getOrDefault(EventBundles.of(event), ofAll));
    }
}
