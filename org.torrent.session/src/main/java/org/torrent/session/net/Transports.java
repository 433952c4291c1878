package org.torrent.session.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.torrent.spi.transport.Transport;

/**
 * The transports that are there, the preferred one first. Changed from the container's threads, read by any: what a
 * reader got does not change.
 */
public final class Transports {
    private volatile List<TransportEntry> entries = List.of();

    /** One came. */
    public synchronized void add(TransportEntry entry) {
        List<TransportEntry> changed = new ArrayList<>(entries);
        changed.add(entry);
        changed.sort(Comparator.comparingInt(TransportEntry::ranking).reversed());
        entries = List.copyOf(changed);
    }

    /** One leaves. */
    public synchronized void remove(Transport transport) {
        entries =
                entries.stream().filter(entry -> entry.transport() != transport).toList();
    }

    /** All of them, by ranking. */
    public List<TransportEntry> all() {
        return entries;
    }

    /** What can be spoken, by ranking, each kind once. */
    public List<String> kinds() {
        return entries.stream().map(TransportEntry::kind).distinct().toList();
    }

    /** The preferred one of a kind. */
    public Optional<TransportEntry> best(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }
}
