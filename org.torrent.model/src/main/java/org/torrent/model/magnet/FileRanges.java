package org.torrent.model.magnet;

import java.util.ArrayList;
import java.util.List;
import org.torrent.model.Limits;

/** The {@code so} parameter: {@code 0,2,4-6} (BEP 53). */
final class FileRanges {
    private static final int MAX_DIGITS = 8;

    private FileRanges() {}

    static List<FileRange> parse(String text) throws MagnetException {
        String[] parts = text.split(",", Limits.FILE_RANGES + 1);
        if (parts.length > Limits.FILE_RANGES) {
            throw new MagnetException("the file selection has more than " + Limits.FILE_RANGES + " ranges");
        }
        List<FileRange> ranges = new ArrayList<>(parts.length);
        for (String part : parts) {
            ranges.add(parseRange(part));
        }
        return ranges;
    }

    private static FileRange parseRange(String part) throws MagnetException {
        int dash = part.indexOf('-');
        int first = index(dash < 0 ? part : part.substring(0, dash));
        int last = dash < 0 ? first : index(part.substring(dash + 1));
        if (last < first) {
            throw wrong();
        }
        return new FileRange(first, last);
    }

    private static int index(String digits) throws MagnetException {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong();
        }
        return Integer.parseInt(digits);
    }

    private static MagnetException wrong() {
        return new MagnetException("the file selection (so) of the magnet link is wrong: write it like 0,2,4-6");
    }
}
