package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.entry.NameRules;
import org.torrent.session.plugin.entry.PluginEntry;

/**
 * Who holds which extension name and who waits for it. The first to claim a name holds it; of a reserved name, the one
 * with the highest ranking does. When a holder leaves, the waiting one with the highest ranking is promoted. Guarded by
 * the registry's lock.
 */
final class NameTable {
    /** Highest ranking first, then the older service. */
    static final Comparator<PluginEntry> ORDER = Comparator.<PluginEntry>comparingInt(
                    entry -> entry.origin().ranking())
            .reversed()
            .thenComparingLong(entry -> entry.origin().serviceId());

    /** What is known of one name. */
    static final class Claim {
        final String name;
        final List<PluginEntry> waiting = new ArrayList<>();
        final AtomicLong strays = new AtomicLong();
        PluginEntry holder;
        PluginOrigin lastOrigin;
        String lastKind = "";
        String lastPlugin = ""; // what that was called
        long vacantSinceNanos;

        Claim(String name) {
            this.name = name;
        }

        private void hold(PluginEntry entry) {
            holder = entry;
            lastOrigin =
                    new PluginOrigin(entry.origin().bundle(), entry.origin().version(), 0, 0, Map.of());
            lastKind = entry.kind();
            lastPlugin = entry.name();
        }
    }

    final ExtensionIds ids = new ExtensionIds();
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    /** A plugin wants its names. */
    void claim(PluginEntry entry) {
        for (String name : entry.names()) {
            Claim claim = claims.computeIfAbsent(name, Claim::new);
            if (claim.holder == entry || claim.waiting.contains(entry)) {
                continue;
            }
            if (claim.holder == null) {
                claim.hold(entry);
            } else if (isBefore(entry, claim)) {
                claim.waiting.add(claim.holder);
                claim.hold(entry);
            } else {
                claim.waiting.add(entry);
            }
        }
        assignIds();
    }

    /** A plugin leaves its names to others. */
    void release(PluginEntry entry, long nowNanos) {
        for (String name : entry.names()) {
            Claim claim = claims.get(name);
            if (claim == null) {
                continue;
            }
            claim.waiting.remove(entry);
            if (claim.holder == entry) {
                promote(claim, nowNanos);
            }
        }
        assignIds();
    }

    /** Another one takes a plugin's place: what both want goes from the one to the other, whoever waits for it. */
    void hand(PluginEntry leaving, PluginEntry heir, long nowNanos) {
        for (String name : heir.names()) {
            Claim claim = claims.get(name);
            if (claim != null && claim.holder == leaving) {
                claim.waiting.add(heir);
                claim.hold(NameRules.reserved(name) ? Collections.min(claim.waiting, ORDER) : heir);
                claim.waiting.remove(claim.holder);
                claim.vacantSinceNanos = nowNanos; // until it may be called
            } else if (claim != null && claim.waiting.remove(leaving)) {
                claim.waiting.add(heir);
            }
        }
    }

    private void promote(Claim claim, long nowNanos) {
        claim.holder = null;
        claim.vacantSinceNanos = nowNanos;
        claim.waiting.stream()
                .min(ORDER)
                .ifPresentOrElse(
                        heir -> {
                            claim.waiting.remove(heir);
                            claim.hold(heir);
                        },
                        () -> ids.depart(claim.name));
    }

    /** A plugin is in quarantine: its names stay its own, and their slots are empty. */
    void vacate(PluginEntry entry, long nowNanos) {
        for (Claim claim : claims.values()) {
            if (claim.holder == entry) {
                claim.vacantSinceNanos = nowNanos;
            }
        }
    }

    /** Gives ids to names without one, in order of arrival; forgets names that nobody holds and that lost theirs. */
    void assignIds() {
        for (Claim claim : claims.values()) {
            if (claim.holder != null) {
                ids.assign(claim.name);
            }
        }
        claims.values().removeIf(claim -> claim.holder == null && ids.of(claim.name) == ExtensionIds.NONE);
    }

    Claim of(String name) {
        return claims.get(name);
    }

    Collection<Claim> all() {
        return claims.values();
    }

    /** Whether it holds one of its names, or wants none. */
    boolean holdsAny(PluginEntry entry) {
        return entry.names().isEmpty() || entry.names().stream().anyMatch(name -> holds(entry, name));
    }

    /** Whether it would get one of its names, or wants none, if those that may go for it did. */
    boolean wouldHoldAny(PluginEntry entry, Predicate<PluginEntry> goes) {
        return entry.names().isEmpty()
                || entry.names().stream().map(claims::get).anyMatch(claim -> isFree(claim, entry, goes));
    }

    private static boolean isFree(Claim claim, PluginEntry entry, Predicate<PluginEntry> goes) {
        return claim == null || claim.holder == null || goes.test(claim.holder) || isBefore(entry, claim);
    }

    /** Whether it takes a name from who holds it. */
    private static boolean isBefore(PluginEntry entry, Claim claim) {
        return NameRules.reserved(claim.name) && ORDER.compare(entry, claim.holder) < 0;
    }

    /** Who has the names that it wants. */
    String whyNot(PluginEntry entry) {
        return entry.names().stream()
                .map(claims::get)
                .filter(claim -> claim != null && claim.holder != null)
                .map(claim -> "the name " + claim.name + " is that of " + claim.holder.describe())
                .collect(Collectors.joining(", "));
    }

    boolean holds(PluginEntry entry, String name) {
        Claim claim = claims.get(name);
        return claim != null && claim.holder == entry;
    }

    /** The names that have an id, as torrents see them. */
    Map<String, Slot> slots() {
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (Claim claim : claims.values()) {
            int id = ids.of(claim.name);
            boolean there = claim.holder != null && claim.holder.usable();
            if (id != ExtensionIds.NONE) {
                PluginEntry holder = there ? claim.holder : null;
                slots.put(claim.name, new Slot(claim.name, id, holder, claim.vacantSinceNanos, claim.strays));
            }
        }
        return slots;
    }
}
