package org.torrent.itest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How long things took, for the bench; a test asserts none of it. */
final class DropFigures {
    private final Map<String, List<Long>> kinds = new TreeMap<>();
    private final List<Long> answered = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private final List<Long> active = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();

    /** From the drop of a good jar to the first answer of its plugin. */
    void answered(long nanos) {
        answered.add(nanos);
    }

    /** From a drop to its line; {@code kind} is null for a good one. */
    void said(long nanos, HostileDrop kind) {
        (kind != null ? refused : active).add(nanos);
        if (kind != null) {
            kinds.computeIfAbsent(kind.name(), key -> new ArrayList<>()).add(nanos);
        }
    }

    /** Between two answers of one plugin. */
    void gap(long nanos) {
        gaps.add(nanos);
    }

    @Override
    public String toString() {
        return "drop to first answer " + of(answered) + "\ndrop to active " + of(active) + "\ndrop to refusal "
                + of(refused) + "\nbetween two answers " + of(gaps)
                + kinds.entrySet().stream()
                        .map(kind -> "\n  " + kind.getKey() + " " + of(kind.getValue()))
                        .collect(Collectors.joining());
    }

    private static String of(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "-"
                : "p50 %d, p99 %d, max %d ms of %d"
                        .formatted(millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1), sorted.size());
    }

    private static long millis(List<Long> sorted, double part) {
        int index = (int) Math.min(sorted.size() - 1L, (long) (part * sorted.size()));
        return sorted.get(index) / 1_000_000;
    }
}
