package org.torrent.tracker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * Asks trackers, each by the protocol of its URL's scheme, a few at a time. Those of one host go out in the order of the
 * calls, as fast as the host may be asked ({@link HostGate}); hosts take turns. Good-byes go first. On the loop.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    /** An announce that was asked for. */
    interface Ticket {
        /** Gives it up: no outcome will come. No effect once it is done. */
        void cancel();

        /** Gives it up if the tracker can't have heard of it yet; tells whether that is so. No outcome will come then. */
        boolean withdraw();
    }

    /**
     * How an announce ended.
     *
     * @param answer what the tracker said, null when it failed
     * @param problem what went wrong, null when it did not
     * @param retryNanos how long the tracker must not be asked again, 0 for nothing said
     * @param asked whether anything went out: not while the host is left alone
     * @param hostFailures how often the host has failed in a row, for whomever; 0 when the failure is not the host's
     */
    record Outcome(AnnounceAnswer answer, String problem, long retryNanos, boolean asked, int hostFailures) {}

    private final EventLoop loop;
    private final Clock clock;
    private final Map<String, TrackerProtocol> protocols = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final Lane shared;
    private final Map<TrackerProtocol, Lane> lanes = new HashMap<>();
    private Consumer<String> back = host -> {};
    private int waiting;
    private int sweepAt = Limits.HOSTS;

    /** Takes the protocols and how many announces of those without a number of their own run at the same time. */
    Announcer(EventLoop loop, Clock clock, List<TrackerProtocol> protocols, int parallel) {
        this.loop = loop;
        this.clock = clock;
        this.shared = new Lane(parallel);
        for (TrackerProtocol protocol : protocols) {
            lanes.put(protocol, protocol.parallel() > 0 ? new Lane(protocol.parallel()) : shared);
            protocol.schemes().forEach(scheme -> this.protocols.put(scheme, protocol));
        }
    }

    /** Who hears, within an outcome, that a host that was left alone answers again; see {@link HostGate#hostOf}. */
    void onBack(Consumer<String> listener) {
        back = listener;
    }

    /** Whether there is a protocol for the URL. */
    boolean speaks(String url) {
        return protocol(url) != null;
    }

    private TrackerProtocol protocol(String url) {
        int end = url.indexOf("://");
        return end < 0 ? null : protocols.get(url.substring(0, end).strip().toLowerCase(Locale.ROOT));
    }

    /** What there are protocols for, such as {@code http and https}. */
    String schemes() {
        List<String> all = List.copyOf(protocols.keySet());
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    /**
     * Asks a tracker.
     *
     * @param again whether it was asked in vain before: then it goes before those that were not, who would fare no better
     * @param begun runs when it goes out, perhaps within the call; not when it never does
     * @param then gets the outcome on the loop, never within the call, and nothing after a cancellation
     */
    Ticket announce(AnnounceRequest request, boolean again, Runnable begun, Consumer<Outcome> then) {
        Host host = host(request.url());
        Pending pending = new Pending(host, request, begun, then);
        boolean isGoodbye = request.event() == AnnounceEvent.STOPPED;
        long closed = host.gate.closedNanos(clock.nowNanos());
        if (waiting >= Limits.QUEUED) {
            loop.execute(() -> pending.finish(new Outcome(null, "too many announces are waiting", 0, false, 0)));
        } else if (closed > 0 && !isGoodbye) {
            loop.execute(() -> pending.finish(host.leftAlone(closed)));
        } else {
            waiting++;
            if (isGoodbye) {
                host.lane.goodbyes.add(pending);
            } else {
                (again ? host.again : host.first).add(pending);
            }
            look(host);
            startNext(host.lane);
        }
        return pending;
    }

    /** The user wants the tracker asked: its host is, also when it was left alone, until that fails. */
    void reopen(String url) {
        Host host = host(url);
        host.gate.reopen(clock.nowNanos());
        look(host);
        startNext(host.lane);
    }

    /** Host and port mean something else to protocols that do not share a lane. */
    private Host host(String url) {
        String name = HostGate.hostOf(url);
        Lane lane = lanes.getOrDefault(protocol(url), shared);
        String key = (lane == shared ? "" : "own ") + name;
        if (hosts.size() >= sweepAt && !hosts.containsKey(key)) {
            long now = clock.nowNanos();
            hosts.values().removeIf(host -> host.isEmpty() && host.gate.isOfNoInterest(now));
            sweepAt = Math.max(Limits.HOSTS, 2 * hosts.size());
        }
        return hosts.computeIfAbsent(key, unknown -> new Host(name, lane));
    }

    /** How many run at the same time from now on, of those without a number of their own; what runs goes on. */
    void parallel(int count) {
        shared.parallel = count;
        startNext(shared);
    }

    /** Gives up everything. */
    void cancelAll() {
        List<Pending> all = new ArrayList<>();
        Set<Lane> every = new LinkedHashSet<>(lanes.values());
        every.forEach(lane -> all.addAll(lane.goodbyes));
        hosts.values().forEach(host -> all.addAll(host.waiting()));
        every.forEach(lane -> all.addAll(lane.running));
        all.forEach(Pending::cancel);
    }

    /** Whoever waits for the host has a turn as soon as it may be asked. */
    private void look(Host host) {
        long now = clock.nowNanos();
        boolean mayHave = !host.isEmpty() && host.gate.hasRoom() && host.gate.closedNanos(now) == 0;
        if (host.isReady || host.timer != null || !mayHave) {
            return;
        }
        long nanos = host.gate.waitNanos(now);
        if (nanos > 0) {
            host.timer = loop.schedule(() -> paceKept(host), nanos);
        } else {
            host.isReady = true;
            host.lane.ready.add(host);
        }
    }

    private void paceKept(Host host) {
        host.timer = null;
        look(host);
        startNext(host.lane);
    }

    private void startNext(Lane lane) {
        while (lane.running.size() < lane.parallel) {
            Pending next = lane.goodbyes.poll();
            if (next == null) {
                Host host = lane.ready.poll();
                if (host == null) {
                    return;
                }
                host.isReady = false;
                next = host.poll();
            }
            if (next != null) {
                waiting--;
                start(next);
            }
        }
    }

    private void start(Pending next) {
        next.host.lane.running.add(next);
        next.host.gate.started(clock.nowNanos());
        look(next.host);
        next.start();
    }

    private void ended(Pending pending) {
        Host host = pending.host;
        if (host.lane.running.remove(pending)) {
            host.gate.ended();
        } else if (host.remove(pending) || host.lane.goodbyes.remove(pending)) {
            waiting--;
        }
        look(host);
        startNext(host.lane);
    }

    private void hostWorks(Host host) {
        if (host.gate.answered()) {
            back.accept(host.name);
        }
    }

    private void hostFailed(Host host, String problem) {
        long now = clock.nowNanos();
        if (host.gate.failed(now)) {
            host.problem = problem;
            Outcome all = host.leftAlone(host.gate.closedNanos(now));
            host.waiting().forEach(waits -> loop.execute(() -> waits.finish(all)));
        }
    }

    private static TrackerException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TrackerException known) {
            return known;
        }
        LOG.warn("An announce failed in a way that it should not; please report this", cause);
        return new TrackerException("internal error: " + cause);
    }

    /** Those who share a number of announces at the same time. */
    private static final class Lane {
        final Queue<Host> ready = new ArrayDeque<>();
        final Queue<Pending> goodbyes = new ArrayDeque<>();
        final Set<Pending> running = new LinkedHashSet<>();
        int parallel;

        Lane(int parallel) {
            this.parallel = parallel;
        }
    }

    /** Those who want to ask one host. */
    private static final class Host {
        final String name;
        final Lane lane;
        final HostGate gate = new HostGate();
        private final Queue<Pending> first = new ArrayDeque<>();
        private final Queue<Pending> again = new ArrayDeque<>();
        EventLoop.Timer timer;
        boolean isReady;
        String problem = "";

        Host(String name, Lane lane) {
            this.name = name;
            this.lane = lane;
        }

        boolean isEmpty() {
            return first.isEmpty() && again.isEmpty();
        }

        Pending poll() {
            return again.isEmpty() ? first.poll() : again.poll();
        }

        boolean remove(Pending pending) {
            return first.remove(pending) || again.remove(pending);
        }

        List<Pending> waiting() {
            List<Pending> all = new ArrayList<>(again);
            all.addAll(first);
            return all;
        }

        Outcome leftAlone(long nanos) {
            String text = problem + "; " + name + " failed " + gate.failures() + " times, it is left alone for "
                    + Math.max(1, nanos / 1_000_000_000L) + " s";
            return new Outcome(null, text, nanos, false, gate.failures());
        }
    }

    private final class Pending implements Ticket {
        private final Host host;
        private final AnnounceRequest request;
        private final Runnable begun;
        private final Consumer<Outcome> then;
        private TrackerProtocol.Call call;
        private boolean done;

        Pending(Host host, AnnounceRequest request, Runnable begun, Consumer<Outcome> then) {
            this.host = host;
            this.request = request;
            this.begun = begun;
            this.then = then;
        }

        void start() {
            answer().whenComplete((answer, failure) -> loop.execute(() -> answered(answer, failure)));
            begun.run();
        }

        /** What a protocol throws, its bundle being updated for one, must not stop the announces behind. */
        private CompletionStage<AnnounceAnswer> answer() {
            try {
                call = protocol(request.url()).announce(request);
                return call.answer();
            } catch (Throwable t) {
                HeapAlarm.raise(t);
                return CompletableFuture.failedStage(t);
            }
        }

        private void answered(AnnounceAnswer answer, Throwable failure) {
            if (done) {
                return;
            }
            TrackerException reason = failure == null ? null : reason(failure);
            if (reason != null && reason.isOfTheHost()) {
                hostFailed(host, reason.getMessage());
                int failures = host.gate.failures();
                finish(new Outcome(null, reason.getMessage(), reason.retryNanos(), true, failures));
            } else {
                hostWorks(host);
                finish(
                        reason == null
                                ? new Outcome(answer, null, 0, true, 0)
                                : new Outcome(null, reason.getMessage(), reason.retryNanos(), true, 0));
            }
        }

        void finish(Outcome outcome) {
            if (!done) {
                end();
                then.accept(outcome);
            }
        }

        @Override
        public void cancel() {
            if (!done) {
                if (call != null) {
                    call.cancel();
                }
                end();
            }
        }

        @Override
        public boolean withdraw() {
            boolean isUnheard = !done && (!host.lane.running.contains(this) || call != null && !call.isOut());
            if (isUnheard) {
                cancel();
            }
            return isUnheard;
        }

        private void end() {
            done = true;
            ended(this);
        }
    }
}
