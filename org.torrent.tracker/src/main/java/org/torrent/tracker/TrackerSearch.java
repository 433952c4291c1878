package org.torrent.tracker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.torrent.model.InfoHash;
import org.torrent.model.UrlText;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.peers.TrackerStatus;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * Announces one torrent (BEP 3). All on the trackers' loop.
 *
 * <p>A round asks the trackers in BEP 12's order until one answers. So that a dead tracker does not hold up the ones
 * behind it, the next is asked too when there is no answer for {@link Limits#STAGGER_NANOS}. After an answer the next
 * round is due at that tracker's interval; after a round without any, with growing pauses. A tracker is told
 * {@code started} first, {@code completed} if that happens later, and {@code stopped} if it knows us (see {@link
 * Farewell}); events wait for no interval.
 */
final class TrackerSearch {
    private final Swarm swarm;
    private final EventLoop loop;
    private final Clock clock;
    private final RandomGenerator random;
    private final Announcer announcer;
    private final int key;
    private final Map<String, Tracker> trackers = new LinkedHashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final TierOrder order;
    private final Schedule schedule;

    private AnnounceOptions options;
    private boolean byUser; // the round that is going, or the next one
    private Round round;
    private EventLoop.Timer next;
    private long dueNanos;
    private volatile List<TrackerStatus> published = List.of();
    private Farewell farewell; // null while it is not stopped
    private boolean gone;
    private Runnable onGone = () -> {};

    /** One go through the trackers. */
    private static final class Round {
        final List<Tracker> waiting;
        int inFlight;
        AnnounceAnswer answer;
        int doublings = Integer.MAX_VALUE;
        long retryNanos = Long.MAX_VALUE;

        /** The pause is that of the tracker that is to be asked soonest. */
        void failed(int pauseDoublings, long nanos) {
            doublings = Math.min(doublings, pauseDoublings);
            retryNanos = Math.min(retryNanos, nanos);
        }

        Round(List<Tracker> waiting) {
            this.waiting = waiting;
        }
    }

    TrackerSearch(
            Swarm swarm,
            EventLoop loop,
            Clock clock,
            RandomGenerator random,
            Announcer announcer,
            AnnounceOptions options) {
        this.swarm = swarm;
        this.loop = loop;
        this.clock = clock;
        this.random = random;
        this.announcer = announcer;
        this.options = options;
        this.key = random.nextInt();
        this.order = new TierOrder(random::nextInt);
        this.schedule = new Schedule(clock.nowNanos());
    }

    /** What counts from the next announce on. */
    void configure(AnnounceOptions changed) {
        options = changed;
    }

    void start() {
        if (stopped() || round != null) {
            return;
        }
        order.update(swarm.trackers());
        List<Tracker> usable = new ArrayList<>();
        for (String url : order.urls()) {
            if (announcer.speaks(url)) {
                usable.add(trackers.computeIfAbsent(url, Tracker::new));
            } else if (reported.add(url)) {
                swarm.failed(UrlText.shown(url), "only " + announcer.schemes() + " trackers are supported");
            }
        }
        trackers.values().removeIf(tracker -> !usable.contains(tracker) && !tracker.started);
        if (usable.isEmpty()) {
            startIn(TimeUnit.SECONDS.toNanos(Limits.RECHECK_SECONDS));
            return;
        }
        round = new Round(usable);
        askNext(round);
    }

    private void startIn(long delayNanos) {
        if (next != null) {
            next.cancel();
        }
        dueNanos = clock.nowNanos() + delayNanos;
        next = loop.schedule(this::start, delayNanos);
        publish();
    }

    private void publish() {
        long now = clock.nowNanos();
        boolean isDue = round == null && next != null;
        published = trackers.values().stream()
                .map(tracker -> tracker.status(isDue, dueNanos, now))
                .toList();
    }

    /** What is known of the trackers. Any thread. */
    List<TrackerStatus> trackers() {
        return published;
    }

    private void askNext(Round current) {
        if (current != round || current.answer != null || current.inFlight >= Limits.PARALLEL) {
            return;
        }
        if (current.waiting.isEmpty()) {
            endIfDone(current);
            return;
        }
        Tracker tracker = current.waiting.remove(0);
        if (tracker.pending != null) { // it is being told something else: looked at again after the first pause
            current.failed(0, 0);
            askNext(current);
            return;
        }
        long notBefore = tracker.notBefore(clock.nowNanos());
        if (notBefore > 0) {
            current.failed(0, notBefore);
            askNext(current);
            return;
        }
        current.inFlight++;
        if (byUser) {
            announcer.reopen(tracker.url);
        }
        announce(tracker, tracker.nextEvent(), () -> begun(current), outcome -> {
            current.inFlight--;
            if (outcome.answer() == null) {
                current.failed(doublings(outcome), outcome.retryNanos());
            } else if (current.answer == null) {
                current.answer = outcome.answer();
                order.promote(tracker.url);
            }
            askNext(current);
            endIfDone(current);
        });
    }

    /** One went out; the next follows when there is no answer for a while. */
    private void begun(Round current) {
        if (!current.waiting.isEmpty()) {
            loop.schedule(() -> askNext(current), Limits.STAGGER_NANOS);
        }
    }

    /** A host that answers others is asked again soon; a refusal counts by how often it was met here. */
    private int doublings(Announcer.Outcome outcome) {
        if (!outcome.asked()) {
            return 0; // it tells how long to wait
        }
        int here = schedule.failures();
        return outcome.hostFailures() > 0 ? Math.min(outcome.hostFailures() - 1, here) : here;
    }

    private void endIfDone(Round current) {
        boolean done = current.inFlight == 0 && (current.answer != null || current.waiting.isEmpty());
        if (current != round || !done) {
            return;
        }
        round = null;
        byUser = false;
        long now = clock.nowNanos();
        startIn(
                current.answer != null
                        ? schedule.answered(current.answer, now, random.nextDouble())
                        : schedule.failed(now, random.nextDouble(), current.doublings, current.retryNanos));
    }

    private void announce(Tracker tracker, AnnounceEvent event, Runnable begun, Consumer<Announcer.Outcome> then) {
        tracker.pending =
                announcer.announce(request(tracker, event, options.limit()), schedule.hasFailed(), begun, outcome -> {
                    tracker.pending = null;
                    if (farewell != null) {
                        tracker.started |= outcome.answer() != null;
                        farewell.ended(tracker);
                        return;
                    }
                    try {
                        report(tracker, event, outcome);
                    } finally {
                        then.accept(outcome);
                        publish();
                    }
                });
        publish();
    }

    private AnnounceRequest request(Tracker tracker, AnnounceEvent event, Duration limit) {
        boolean goodbye = event == AnnounceEvent.STOPPED;
        Announced now = Announced.of(swarm);
        boolean waits = event == AnnounceEvent.NONE && now.partialSeed();
        // A session that stops does not listen any more, but trackers know peers by their port.
        tracker.told = goodbye ? now.knownAs(tracker.told) : now;
        return new AnnounceRequest(
                tracker.url,
                waits ? AnnounceEvent.PAUSED : event,
                tracker.told,
                goodbye ? 0 : options.wantedPeers(),
                key,
                tracker.trackerId,
                limit,
                swarm.isHearsay(tracker.url));
    }

    private void report(Tracker tracker, AnnounceEvent event, Announcer.Outcome outcome) {
        if (outcome.answer() != null) {
            answered(tracker, event, outcome.answer());
        } else {
            tracker.completionDue &= tracker.started;
            tracker.failed(clock.nowNanos(), outcome);
            swarm.failed(tracker.shown, outcome.problem());
        }
    }

    private void answered(Tracker tracker, AnnounceEvent event, AnnounceAnswer answer) {
        tracker.started = true;
        tracker.answered(clock.nowNanos(), answer);
        if (event == AnnounceEvent.COMPLETED) {
            tracker.completionDue = false;
        }
        if (answer.trackerId().length > 0) {
            tracker.trackerId = answer.trackerId();
        }
        answer.warning().ifPresent(text -> swarm.failed(tracker.shown, "the tracker warns: " + text));
        if (answer.local()) {
            swarm.isLocal(tracker.shown);
        }
        swarm.succeeded(
                tracker.shown, answer.seeds(), answer.leechers(), answer.peers().size());
        if (!answer.peers().isEmpty()) {
            swarm.found(answer.peers(), tracker.shown);
        }
        if (tracker.completionDue) {
            tellCompletion(tracker);
        }
    }

    void completed() {
        for (Tracker tracker : trackers.values()) {
            // Who has not heard of us yet will learn from "started" that nothing is left.
            tracker.completionDue = tracker.started || tracker.pending != null;
            tellCompletion(tracker);
        }
    }

    private void tellCompletion(Tracker tracker) {
        if (!stopped() && tracker.completionDue && tracker.started && tracker.pending == null) {
            announce(tracker, AnnounceEvent.COMPLETED, () -> {}, outcome -> {});
        }
    }

    void askNow() {
        if (!stopped() && round == null) {
            startIn(schedule.soonest(clock.nowNanos()));
        }
    }

    /** As {@link #askNow}, also those who said not to come back, and hosts that are left alone. */
    void reannounce() {
        byUser = true;
        schedule.forgive();
        trackers.values().forEach(Tracker::forgive);
        askNow();
    }

    /** Asks again at once where nobody could be asked: whatever was missing may be there now. */
    void retry() {
        if (!stopped() && round == null && schedule.hasFailed()) {
            startIn(0);
        }
    }

    /**
     * A host that was left alone by everybody answers again: whoever waits for it need not wait as long as it seemed.
     *
     * @param spreadNanos within which, at random
     */
    void hostIsBack(String host, long spreadNanos) {
        boolean isOurs =
                trackers.keySet().stream().anyMatch(url -> HostGate.hostOf(url).equals(host));
        if (!stopped() && round == null && schedule.hasFailed() && isOurs) {
            startIn((long) (random.nextDouble() * spreadNanos));
        }
    }

    /** Says good-bye to every tracker that knows us, in the background. */
    void stop() {
        if (stopped()) {
            return;
        }
        round = null;
        if (next != null) {
            next.cancel();
        }
        farewell = new Farewell(
                loop,
                clock,
                announcer,
                options.goodbyeLimit(),
                (tracker, limit) -> request(tracker, AnnounceEvent.STOPPED, limit),
                this::gone);
        farewell.begin(List.copyOf(trackers.values()));
    }

    private boolean stopped() {
        return farewell != null;
    }

    private void gone() {
        gone = true;
        onGone.run();
    }

    /** Runs the task when all were told that it stopped, or the time for that is up; at once when that is so. */
    void whenGone(Runnable task) {
        Runnable before = onGone;
        onGone = () -> {
            before.run();
            task.run();
        };
        if (gone) {
            task.run();
        }
    }

    /** What it announces. */
    InfoHash infoHash() {
        return swarm.infoHash();
    }
}
