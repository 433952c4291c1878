package org.torrent.ipfilter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.torrent.api.filter.FilterList;

/**
 * One list that is configured, read anew when its file is another one. What was read last counts until something new can be
 * read: an update that is broken, half written or gone opens no door. Not thread-safe.
 */
final class WatchedList {
    private final Path path;
    private Object seen = ""; // what the file looked like at the last look
    private Object read = ""; // and when it was read
    private RangeTable ranges = new RangeTable(0);
    private int skipped;
    private String problem = "";

    WatchedList(Path path) {
        this.path = path;
    }

    /**
     * Reads the file if it changed and was the same at two looks.
     *
     * @param maxBytes of its ranges
     * @return whether anything is to be told or done
     */
    boolean look(long maxBytes, boolean isFirst) {
        Object now = appearance();
        boolean isQuiet = isFirst || now.equals(seen);
        seen = now;
        if (!isQuiet || now.equals(read)) {
            return false;
        }
        read = now;
        try {
            FilterFile file = FilterFile.read(path, maxBytes);
            ranges = file.ranges();
            skipped = file.skipped();
            problem = "";
        } catch (IOException e) {
            String stays = ranges.size() == 0 ? "nobody is blocked by it" : "what was read before counts";
            problem = path + ": " + what(e) + "; " + stays;
        }
        return true;
    }

    private static String what(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Object appearance() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "gone: " + e.getClass().getSimpleName();
        }
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** What was read last. */
    RangeTable ranges() {
        return ranges;
    }

    /** What users see of it. */
    FilterList status() {
        return new FilterList(path, ranges.size(), skipped, problem);
    }
}
