package org.torrent.session.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which transports a dial tries, and in which order: what worked last, then as configured. Pure.
 *
 * @param kinds what may be used, the preferred one first; empty: whatever is there, by ranking
 */
public record DialStrategy(List<String> kinds) {
    /** Whatever is there. */
    public static final String BOTH = "both";

    /** Copies the list. */
    public DialStrategy {
        kinds = List.copyOf(kinds);
    }

    /**
     * Reads a setting: {@code tcp}, {@code utp}, both in the order of a list, as {@code utp,tcp}, or {@code both}.
     *
     * @throws IllegalArgumentException when it names nothing
     */
    public static DialStrategy parse(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.stream().anyMatch(name -> !name.matches("[a-z][a-z0-9-]*"))) {
            throw new IllegalArgumentException(
                    "transport: '" + text + "' is not tcp, utp, both, or a list of kinds as utp,tcp");
        }
        return new DialStrategy(names.contains(BOTH) ? List.of() : names);
    }

    /** Whether connections of that kind are wanted at all, dialled or accepted. */
    public boolean uses(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /**
     * The kinds to try one after the other, each once, until a connection opens.
     *
     * @param remote whom to dial
     * @param known what is known of it
     * @param available the kinds that are there, by ranking
     */
    public List<String> attempts(InetSocketAddress remote, KnownEndpoint known, List<String> available) {
        if (remote.isUnresolved()) {
            return List.of();
        }
        Stream<String> ordered = kinds.isEmpty() ? available.stream() : kinds.stream();
        List<String> usable =
                new ArrayList<>(ordered.filter(available::contains).distinct().toList());
        known.lastKind().filter(usable::remove).ifPresent(last -> usable.add(0, last));
        return usable;
    }
}
