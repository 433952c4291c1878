package org.torrent.tracker;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * Tells one torrent's trackers that it stops (BEP 3). A tracker hears {@code stopped} only if it counts us among its
 * peers, and only after whatever we are asking it now has ended: what arrived behind the good-bye would make us a peer
 * again; what has not got through to it yet is taken back. All within one time limit, half of it for that wait. On the trackers' loop.
 */
final class Farewell {
    private final EventLoop loop;
    private final Clock clock;
    private final Announcer announcer;
    private final BiFunction<Tracker, Duration, AnnounceRequest> goodbye;
    private final Runnable then;
    private final long deadlineNanos;
    private final Set<Tracker> open = new LinkedHashSet<>();
    private EventLoop.Timer patience;
    private boolean over;

    /**
     * Takes what it needs.
     *
     * @param goodbye makes the announce for a tracker, within a time
     * @param then run once, when everybody was told or the time is up
     */
    Farewell(
            EventLoop loop,
            Clock clock,
            Announcer announcer,
            Duration limit,
            BiFunction<Tracker, Duration, AnnounceRequest> goodbye,
            Runnable then) {
        this.loop = loop;
        this.clock = clock;
        this.announcer = announcer;
        this.goodbye = goodbye;
        this.then = then;
        this.deadlineNanos = clock.nowNanos() + limit.toNanos();
    }

    void begin(Collection<Tracker> trackers) {
        open.addAll(trackers);
        for (Tracker tracker : trackers) {
            if (tracker.pending == null || tracker.pending.withdraw()) {
                tell(tracker);
            }
        }
        endIfAllAreTold(); // there may be nobody to tell
        if (!over) {
            patience = loop.schedule(this::waitNoLonger, (deadlineNanos - clock.nowNanos()) / 2);
        }
    }

    /** What the tracker was being asked has ended. */
    void ended(Tracker tracker) {
        if (open.contains(tracker)) {
            tell(tracker);
        }
    }

    private void waitNoLonger() {
        for (Tracker tracker : List.copyOf(open)) {
            if (tracker.pending != null && !tracker.leaving) {
                tracker.pending.cancel();
                tracker.started = true; // as far as we know: it went out, and had its time
                tell(tracker);
            }
        }
    }

    private void tell(Tracker tracker) {
        if (!tracker.started) {
            done(tracker);
            return;
        }
        tracker.leaving = true;
        Duration left = Duration.ofNanos(Math.max(1, deadlineNanos - clock.nowNanos()));
        tracker.pending = announcer.announce(goodbye.apply(tracker, left), false, () -> {}, outcome -> done(tracker));
    }

    private void done(Tracker tracker) {
        open.remove(tracker);
        endIfAllAreTold();
    }

    private void endIfAllAreTold() {
        if (open.isEmpty() && !over) {
            over = true;
            if (patience != null) {
                patience.cancel();
            }
            then.run();
        }
    }
}
