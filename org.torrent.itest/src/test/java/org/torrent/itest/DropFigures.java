package org.torrent.itest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How long things took, for the bench, in a room that does not grow; a test asserts none of it. Any thread. */
final class DropFigures {
    private static final int LONGEST = 8;

    private final Map<String, Times> kinds = new TreeMap<>();
    private final Times answered = new Times();
    private final Times refused = new Times();
    private final Times active = new Times();
    private final Times gaps = new Times();
    private final Times turns = new Times();
    private final Times waits = new Times();
    private long lost;
    private final List<Gap> longest = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();

    /** Between two answers. */
    private record Gap(long nanos, String between) {
        @Override
        public String toString() {
            return nanos / 1_000_000 + " ms " + between;
        }
    }

    /** How often something took so many milliseconds. */
    private static final class Times {
        private final int[] counts = new int[60_001]; // the last: or longer
        private int all;

        void add(long nanos) {
            counts[(int) Math.min(counts.length - 1L, nanos / 1_000_000)]++;
            all++;
        }

        private int millis(double part) {
            long left = Math.min(all - 1L, (long) (part * all));
            int millis = 0;
            for (left -= counts[0]; left >= 0; left -= counts[millis]) {
                millis++;
            }
            return millis;
        }

        @Override
        public String toString() {
            return all == 0
                    ? "-"
                    : "p50 %d, p99 %d, p99.9 %d, max %d ms of %d"
                            .formatted(millis(0.5), millis(0.99), millis(0.999), millis(1), all);
        }
    }

    /** From the drop of a good jar to the first answer of its plugin. */
    synchronized void answered(long nanos) {
        answered.add(nanos);
    }

    /** From a drop to its line; {@code kind} is null for a good one. */
    synchronized void said(long nanos, HostileDrop kind) {
        (kind != null ? refused : active).add(nanos);
        if (kind != null) {
            kinds.computeIfAbsent(kind.name(), key -> new Times()).add(nanos);
        }
    }

    /** Between two answers of one plugin, as they came from the network. */
    synchronized void gap(long nanos, String between) {
        gaps.add(nanos);
        longest.add(new Gap(nanos, between));
        if (longest.size() > LONGEST) {
            longest.remove(
                    longest.stream().min(Comparator.comparingLong(Gap::nanos)).orElseThrow());
        }
    }

    /** From a question to its answer; the questions before it that no answer came to are lost. */
    synchronized void waited(long nanos, long lostBefore) {
        waits.add(nanos);
        lost += lostBefore;
    }

    /** Between two turns of whoever asks: no gap can be shorter. */
    synchronized void turn(long nanos) {
        turns.add(nanos);
    }

    /** What there is after so many drops. */
    synchronized void sample(String what) {
        samples.add(what);
    }

    @Override
    public synchronized String toString() {
        return "drop to first answer " + answered + "\ndrop to active " + active + "\ndrop to refusal " + refused
                + "\nbetween two answers " + gaps + "\nbetween two questions " + turns
                + "\nfrom a question to its answer " + waits + "; questions without an answer: " + lost
                + longest.stream()
                        .sorted(Comparator.comparingLong(Gap::nanos).reversed())
                        .map(gap -> "\n  " + gap)
                        .collect(Collectors.joining())
                + kinds.entrySet().stream()
                        .map(kind -> "\n  " + kind.getKey() + " " + kind.getValue())
                        .collect(Collectors.joining())
                + samples.stream().map(sample -> "\n" + sample).collect(Collectors.joining());
    }
}
