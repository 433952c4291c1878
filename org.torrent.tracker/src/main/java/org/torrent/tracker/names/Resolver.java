package org.torrent.tracker.names;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.tracker.Limits;

/**
 * Names of trackers' hosts, for all torrents together: each is looked up once at a time, whoever asks meanwhile waits
 * for the same answer, and answers are kept for a while, also that there is none. The addresses that a name had are used for
 * hours while it is looked up anew, and when that fails: a slow name server holds up nobody who was asked before. On the
 * trackers' loop.
 */
public final class Resolver {
    private final EventLoop loop;
    private final Clock clock;
    private final NameLookup lookup;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** What is known of one name; {@code waiting} is null once there is an answer. */
    private static final class Entry {
        List<InetAddress> addresses = List.of();
        long untilNanos;
        List<Consumer<List<InetAddress>>> waiting = new ArrayList<>();
        long goodUntilNanos; // of the addresses, when there are some

        boolean isGood(long nowNanos) {
            return !addresses.isEmpty() && nowNanos - goodUntilNanos < 0;
        }
    }

    /** Answers come on the loop. */
    public Resolver(EventLoop loop, Clock clock, NameLookup lookup) {
        this.loop = loop;
        this.clock = clock;
        this.lookup = lookup;
    }

    /**
     * Tells the addresses of a host, a name or a literal address.
     *
     * @param then gets them on the loop, within the call if they are known; none when there are none
     */
    public void resolve(String host, Consumer<List<InetAddress>> then) {
        Optional<InetAddress> literal = Literals.address(host);
        if (literal.isPresent()) {
            then.accept(List.of(literal.get()));
            return;
        }
        String name = host.toLowerCase(Locale.ROOT);
        Entry known = entries.get(name);
        long now = clock.nowNanos();
        if (known == null || known.waiting == null && now - known.untilNanos >= 0) {
            known = lookUp(name, known);
        }
        if (known.waiting == null || known.isGood(now)) {
            then.accept(known.addresses);
        } else {
            known.waiting.add(then);
        }
    }

    private Entry lookUp(String name, Entry before) {
        Entry entry = new Entry();
        if (before != null) {
            entry.addresses = before.addresses;
            entry.goodUntilNanos = before.goodUntilNanos;
        }
        entries.put(name, entry);
        forgetTheOldest();
        lookup.lookUp(name)
                .whenComplete((addresses, failure) ->
                        loop.execute(() -> found(entry, failure == null ? addresses : List.of())));
        return entry;
    }

    private void forgetTheOldest() {
        if (entries.size() > Limits.NAMES) { // whoever waits for it still gets the answer
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private void found(Entry entry, List<InetAddress> addresses) {
        List<Consumer<List<InetAddress>>> waiting = entry.waiting;
        long seconds = addresses.isEmpty() ? Limits.NAME_MISSING_SECONDS : Limits.NAME_SECONDS;
        long now = clock.nowNanos();
        if (!addresses.isEmpty()) {
            entry.addresses = addresses;
            entry.goodUntilNanos = now + TimeUnit.SECONDS.toNanos(Limits.NAME_STALE_SECONDS);
        } else if (!entry.isGood(now)) {
            entry.addresses = List.of();
        }
        entry.untilNanos = now + TimeUnit.SECONDS.toNanos(seconds);
        entry.waiting = null;
        waiting.forEach(one -> one.accept(entry.addresses));
    }
}
