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
 * for the same answer, and answers are kept for a while, also that there is none. On the trackers' loop.
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
        if (known != null && known.waiting == null && clock.nowNanos() - known.untilNanos < 0) {
            then.accept(known.addresses);
        } else if (known != null && known.waiting != null) {
            known.waiting.add(then);
        } else {
            lookUp(name, then);
        }
    }

    private void lookUp(String name, Consumer<List<InetAddress>> then) {
        Entry entry = new Entry();
        entry.waiting.add(then);
        entries.put(name, entry);
        forgetTheOldest();
        lookup.lookUp(name)
                .whenComplete((addresses, failure) ->
                        loop.execute(() -> found(entry, failure == null ? addresses : List.of())));
    }

    private void forgetTheOldest() {
        if (entries.size() > Limits.NAMES) { // whoever waits for it still gets the answer
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private void found(Entry entry, List<InetAddress> addresses) {
        List<Consumer<List<InetAddress>>> waiting = entry.waiting;
        long seconds = addresses.isEmpty() ? Limits.NAME_MISSING_SECONDS : Limits.NAME_SECONDS;
        entry.addresses = addresses;
        entry.untilNanos = clock.nowNanos() + TimeUnit.SECONDS.toNanos(seconds);
        entry.waiting = null;
        waiting.forEach(one -> one.accept(addresses));
    }
}
