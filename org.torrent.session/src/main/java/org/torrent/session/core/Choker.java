package org.torrent.session.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Decides who is unchoked (BEP 3): all slots but one by rate (bytes from them while downloading, bytes to them while
 * seeding), the rest optimistically, rotated every 30 s, new peers favoured 3 to 1. Of equal rates those who are unchoked
 * already stay where they are, so that nobody flutters. Slots that nobody earned are optimistic ones too, but a
 * tenth of all, which is left to whoever comes next. Without a rate nobody earns: else whoever came first and does nothing would keep
 * his slot for ever.
 */
public final class Choker {
    /** How often to evaluate. */
    public static final long INTERVAL_NANOS = 10_000_000_000L;

    /** How long an optimistic unchoke lasts. */
    public static final long OPTIMISTIC_NANOS = 30_000_000_000L;

    /** How long a peer counts as new. */
    static final long NEW_NANOS = 60_000_000_000L;

    /** One slot in that many is left to whoever comes next, unless it was earned. */
    public static final int DOOR_PART = 10;

    /** How much likelier a new peer gets an optimistic unchoke. */
    static final int NEW_WEIGHT = 3;

    /**
     * One connected peer.
     *
     * @param peer opaque, compared by equals
     * @param interested whether it is interested in us
     * @param snubbed whether it keeps us waiting for blocks: it gets optimistic slots only while we download
     * @param downloadRate bytes per second from it
     * @param uploadRate bytes per second to it
     * @param connectedAtNanos when the connection was made
     * @param priority of those that are drawn, the lowest come first
     */
    public record Candidate<P>(
            P peer,
            boolean interested,
            boolean snubbed,
            long downloadRate,
            long uploadRate,
            long connectedAtNanos,
            long priority) {
        /** One that nobody prefers. */
        Candidate(
                P peer,
                boolean interested,
                boolean snubbed,
                long downloadRate,
                long uploadRate,
                long connectedAtNanos) {
            this(peer, interested, snubbed, downloadRate, uploadRate, connectedAtNanos, Long.MAX_VALUE);
        }
    }

    private final RandomGenerator random;
    private final Set<Object> earned = new HashSet<>();
    private final Set<Object> optimistic = new HashSet<>();
    private int slots; // to be given
    private int held;
    private int door;
    private boolean begun;
    private long rotatedNanos;

    /** @param slots how many peers are unchoked at most, the optimistic one included */
    public Choker(int slots, RandomGenerator random) {
        slots(slots);
        this.random = random;
    }

    /** Changes the number of slots. */
    public void slots(int total) {
        slots(total, 0);
    }

    /** The same; {@code held} of them are not to be given now: those who have them have just got them. */
    public void slots(int total, int heldNow) {
        slots = Math.max(0, total - heldNow);
        held = heldNow;
        door = total / DOOR_PART;
    }

    /** The peers to be unchoked from now on, best first; all others are to be choked. */
    public <P> List<P> unchoked(List<Candidate<P>> all, boolean seeding, long nowNanos) {
        List<Candidate<P>> rest = new ArrayList<>();
        for (Candidate<P> each : all) {
            if (each.interested()) {
                rest.add(each);
            }
        }
        List<P> chosen = new ArrayList<>();
        earned(rest, seeding, chosen);
        optimistic(rest, nowNanos, chosen);
        return chosen;
    }

    /** Moves the best to the chosen, all slots but one. */
    private <P> void earned(List<Candidate<P>> rest, boolean seeding, List<P> chosen) {
        Comparator<Candidate<P>> byRate =
                Comparator.comparingLong(each -> seeding ? -each.uploadRate() : -each.downloadRate());
        List<Candidate<P>> ranked = new ArrayList<>(rest);
        ranked.removeIf(each -> (seeding ? each.uploadRate() : each.downloadRate()) <= 0);
        if (!seeding) {
            ranked.removeIf(Candidate::snubbed);
        }
        ranked.sort(byRate.thenComparing(each -> !earned.contains(each.peer())));
        List<Candidate<P>> best = ranked.subList(0, Math.max(0, Math.min(slots - 1, ranked.size())));
        for (Candidate<P> each : best) {
            chosen.add(each.peer());
        }
        earned.clear();
        earned.addAll(chosen);
        rest.removeIf(each -> earned.contains(each.peer()));
    }

    /** Fills the slots that are left: first with those whose time is not up, last with those whose time just was. */
    private <P> void optimistic(List<Candidate<P>> rest, long nowNanos, List<P> chosen) {
        boolean rotate = !begun || nowNanos - rotatedNanos >= OPTIMISTIC_NANOS;
        if (rotate) {
            begun = true;
            rotatedNanos = nowNanos;
        }
        int chance = held > 0 ? 0 : 1;
        int room = Math.max(Math.min(slots, chosen.size() + chance), slots - door);
        List<Candidate<P>> before = new ArrayList<>(rest);
        before.removeIf(each -> !optimistic.contains(each.peer()));
        rest.removeIf(each -> optimistic.contains(each.peer()));
        optimistic.clear();
        if (rotate) {
            drawByPriority(room, rest, before, nowNanos, chosen);
        } else {
            draw(room, before, nowNanos, chosen);
            drawByPriority(room, rest, List.of(), nowNanos, chosen);
        }
    }

    /** The lowest priority first; of the same one, those who wait before those who had their turn. */
    private <P> void drawByPriority(
            int room, List<Candidate<P>> rest, List<Candidate<P>> before, long nowNanos, List<P> chosen) {
        SortedSet<Long> priorities = new TreeSet<>();
        rest.forEach(each -> priorities.add(each.priority()));
        before.forEach(each -> priorities.add(each.priority()));
        for (long priority : priorities) {
            draw(room, only(priority, rest), nowNanos, chosen);
            draw(room, only(priority, before), nowNanos, chosen);
        }
    }

    private static <P> List<Candidate<P>> only(long priority, List<Candidate<P>> from) {
        List<Candidate<P>> these = new ArrayList<>(from);
        these.removeIf(each -> each.priority() != priority);
        return these;
    }

    private <P> void draw(int room, List<Candidate<P>> from, long nowNanos, List<P> chosen) {
        while (chosen.size() < room && !from.isEmpty()) {
            P peer = from.remove(drawn(from, nowNanos)).peer();
            optimistic.add(peer);
            chosen.add(peer);
        }
    }

    private <P> int drawn(List<Candidate<P>> from, long nowNanos) {
        int weights = 0;
        for (Candidate<P> each : from) {
            weights += weight(each, nowNanos);
        }
        int left = random.nextInt(weights);
        int index = 0;
        while ((left -= weight(from.get(index), nowNanos)) >= 0) {
            index++;
        }
        return index;
    }

    private static int weight(Candidate<?> candidate, long nowNanos) {
        return nowNanos - candidate.connectedAtNanos() < NEW_NANOS ? NEW_WEIGHT : 1;
    }
}
