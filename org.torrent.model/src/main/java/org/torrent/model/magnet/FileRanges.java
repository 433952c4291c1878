package org.torrent.model.magnet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrent.model.Limits;

/** The {@code so} parameter: {@code 0,2,4-6} (BEP 53). A part that is none is left out; nothing left selects all. */
final class FileRanges {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,8})(?:-([0-9]{1,8}))?");

    private FileRanges() {}

    static List<FileRange> parse(String text, LeftOut leftOut) throws MagnetException {
        String[] parts = text.split(",", Limits.FILE_RANGES + 1);
        if (parts.length > Limits.FILE_RANGES) {
            throw new MagnetException("the file selection has more than " + Limits.FILE_RANGES + " ranges");
        }
        List<FileRange> ranges = new ArrayList<>(parts.length);
        String wrong = "";
        for (String part : parts) {
            Optional<FileRange> range = range(part.strip());
            range.ifPresent(ranges::add);
            wrong = range.isPresent() || part.isBlank() || !wrong.isEmpty() ? wrong : part.strip();
        }
        String rest = ranges.isEmpty() ? "all files are fetched" : "the others are fetched";
        if (!wrong.isEmpty()) {
            leftOut.tell("so", text, "'" + wrong + "' is no range of files as 0,2,4-6, and is left out; " + rest);
        } else if (ranges.isEmpty()) {
            leftOut.tell("so", text, "it chooses no file; " + rest);
        }
        return ranges;
    }

    /** The same files in order, overlaps merged: so that {@link #contains} finds a file in few steps. */
    static List<FileRange> sorted(List<FileRange> ranges) {
        List<FileRange> inOrder = new ArrayList<>(ranges);
        inOrder.sort(Comparator.comparingInt(FileRange::first));
        List<FileRange> merged = new ArrayList<>(inOrder.size());
        for (FileRange next : inOrder) {
            FileRange before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && next.first() <= before.last()) {
                merged.set(merged.size() - 1, new FileRange(before.first(), Math.max(before.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    /** Whether one of the sorted ranges has the file. */
    static boolean contains(List<FileRange> sorted, int file) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).last() < file) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < sorted.size() && sorted.get(low).contains(file);
    }

    private static Optional<FileRange> range(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(parts.group(1));
        int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
        return last < first ? Optional.empty() : Optional.of(new FileRange(first, last));
    }
}
