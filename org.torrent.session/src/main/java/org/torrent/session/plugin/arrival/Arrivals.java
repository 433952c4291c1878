package org.torrent.session.plugin.arrival;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.osgi.framework.Constants;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.session.plugin.registry.PluginRegistry;

/**
 * The plugins that were announced, from then until they left. Each is fetched on a thread of its own; they are taken up in
 * the order in which they were announced, but nobody waits for one that is over its deadline. Any thread. No plugin is
 * called, and nothing waits, while the lock is held.
 */
public final class Arrivals {
    private final PluginEnvironment environment;
    private final PluginRegistry registry;
    private final Departures departures;
    private final Hangs hangs;
    private final DisposableThreads threads;
    private final Object lock = new Object();
    private final Places places = new Places(PluginLimits.REMEMBERED_PLACES); // guarded by lock, as all that follows
    private final KnownNames names = new KnownNames(PluginLimits.REMEMBERED_PLACES);
    private final List<Arrival> all = new ArrayList<>(); // in order
    private final Deque<Arrival> line = new ArrayDeque<>(); // whose turn is still to come
    private List<Waiter> waiters = new ArrayList<>();
    private boolean closed;

    /** None yet. */
    public Arrivals(PluginEnvironment environment, PluginRegistry registry) {
        this.environment = environment;
        this.registry = registry;
        this.departures = new Departures(environment, registry::patience);
        this.hangs = new Hangs(environment);
        this.threads = new DisposableThreads(
                environment::runApart,
                (task, nanos) -> environment.session().postLater(PluginCall.OVERDUE, task, nanos),
                this::look,
                PluginLimits.STARTING_THREADS);
    }

    /** A plugin was announced: it is fetched, asked its name and taken up; never on the caller's thread. */
    public PluginPresence expect(PluginKind kind, PluginOrigin origin, PluginService service) {
        Arrival arrival = new Arrival(kind, service);
        synchronized (lock) {
            if (closed) {
                return arrival;
            }
            PluginOrigin placed = origin.at(places.take(origin.key(kind), origin.serviceId()));
            arrival.origin = names.known(kind, placed);
            all.add(arrival);
            arrival.enqueue();
        }
        threads.execute(arrival.call);
        return arrival;
    }

    /** One is without a thread: nobody waits for it any more. */
    private void look() {
        synchronized (lock) {
            takeUp();
        }
    }

    /** Takes up those that are there, in order, and tells who waits for all. Under the lock. */
    private void takeUp() {
        while (!closed && !line.isEmpty() && line.peek().state == State.FETCHED) {
            line.poll().takeUp();
        }
        if (!waiters.isEmpty()) {
            List<Waiter> told =
                    waiters.stream().filter(waiter -> isSettled(waiter.own())).toList();
            waiters.removeAll(told);
            told.forEach(waiter -> environment.session().post(PluginCall.SETTLED, () -> waiter.done()
                    .complete(null)));
        }
    }

    /** Who waits for all, but for the one in whose start it was asked, if any. */
    private record Waiter(CompletableFuture<Void> done, Arrival own) {}

    /** Whether all are here but such as are over their deadline, and such as get no thread because of those. */
    public boolean isSettled() {
        synchronized (lock) {
            return isSettled(null);
        }
    }

    /** The same, for those that come before one. Under the lock. */
    private boolean isSettled(Arrival own) {
        return closed
                || line.stream()
                        .takeWhile(arrival -> arrival != own)
                        .allMatch(arrival -> threads.isWaiting(arrival.call));
    }

    /**
     * Completes when {@link #isSettled}: at once, or on the session's loop. A plugin that asks in its constructor, activation or
     * name does not wait for itself, nor for those whose turn comes after its own.
     */
    public CompletionStage<Void> settled() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (lock) {
            Arrival own = line.stream()
                    .filter(arrival -> arrival.call.isCurrent())
                    .findFirst()
                    .orElse(null);
            if (isSettled(own)) {
                done.complete(null); // nobody has it yet
            } else {
                waiters.add(new Waiter(done, own));
            }
        }
        return done;
    }

    /** All plugins as front ends see them: those of the registry, then those that are not taken up yet. */
    public List<PluginSnapshot> snapshot() {
        synchronized (lock) { // nobody is taken up between the two
            List<PluginSnapshot> shown = new ArrayList<>(registry.snapshot());
            all.stream().filter(arrival -> arrival.entry == null).forEach(arrival -> shown.add(arrival.snapshot()));
            return List.copyOf(shown);
        }
    }

    /** What those that are not taken up yet may turn out to be called. */
    public List<String> starting() {
        synchronized (lock) {
            return all.stream()
                    .filter(arrival -> arrival.entry == null)
                    .map(arrival -> arrival.origin.label())
                    .toList();
        }
    }

    private List<Arrival> select(Predicate<Arrival> which) {
        synchronized (lock) {
            return all.stream().filter(which).toList();
        }
    }

    /**
     * Starts a plugin again that hangs in its start, or that is refused.
     *
     * @param name as {@link PluginSnapshot#name}
     * @return whether there was one
     */
    public boolean reset(String name) {
        List<Arrival> named = select(arrival -> arrival.isResettable(name));
        named.forEach(Arrival::reset);
        return !named.isEmpty();
    }

    /** The session ends: nobody is taken up any more. {@link #close} follows. */
    public void stop() {
        synchronized (lock) {
            closed = true;
        }
    }

    /** The plugins that were taken up were told the end: those that were had are released, up to one deadline for all. */
    public void close() {
        List<Arrival> last;
        synchronized (lock) {
            closed = true;
            last = List.copyOf(all);
        }
        List<CountDownLatch> releases = new ArrayList<>();
        last.forEach(arrival -> {
            if (arrival.end()) {
                releases.add(arrival.release(() -> {}));
            }
        });
        departures.await(releases);
    }

    private enum State {
        /** Its thread is still to come to its code. */
        WAITING,
        /** Its thread is in its code. */
        STARTING,
        /** Its turn is still to come. */
        FETCHED,
        /** Its turn was, and another version of its bundle still has its place. */
        BESIDE,
        /** It was taken up. */
        PRESENT,
        /** It left. */
        GONE
    }

    /** One of them. Its fields are guarded by the lock. */
    private final class Arrival implements PluginPresence {
        private final PluginKind kind;
        private final PluginService service;
        private PluginOrigin origin;
        private State state = State.GONE;
        private DisposableCall call;
        private CountDownLatch turn = new CountDownLatch(0);
        private Introduction introduction;
        private long sinceNanos;
        private boolean stuck;
        private boolean again;
        private PluginEntry made;
        private PluginEntry entry; // once it was taken up

        Arrival(PluginKind kind, PluginService service) {
            this.kind = kind;
            this.service = service;
        }

        /** Under the lock; whoever calls has its call executed. */
        private void enqueue() {
            state = State.WAITING;
            stuck = false;
            again = false;
            made = null;
            entry = null;
            turn = new CountDownLatch(1);
            call = new DisposableCall("plugin-start " + origin.label(), this::start);
            line.add(this);
        }

        // ---- on its thread ------------------------------------------------------------------------------------------

        private void start() {
            Introduction attempt = begin();
            if (attempt == null) {
                return;
            }
            Runnable deadline =
                    environment.session().postLater(PluginCall.OVERDUE, this::late, PluginLimits.START_NANOS);
            PluginEntry result = attempt.make(origin());
            while (result.refused() && isAgain()) {
                Thread.interrupted(); // that was for what is over
                result.discard();
                attempt.release();
                result = attempt.make(origin());
            }
            deadline.run(); // forgotten
            if (!finish(result)) {
                Thread.interrupted(); // that was for what is over
                result.discard();
                attempt.release(); // it left meanwhile: nobody else knows it
            }
        }

        private Introduction begin() {
            synchronized (lock) {
                if (state == State.WAITING) {
                    state = State.STARTING;
                    sinceNanos = environment.nowNanos();
                    introduction = new Introduction(environment, kind, service, registry::quarantine);
                    return introduction;
                }
                return null;
            }
        }

        private PluginOrigin origin() {
            synchronized (lock) {
                return origin;
            }
        }

        private boolean isAgain() {
            synchronized (lock) {
                boolean asked = again;
                again = false;
                return asked && state == State.STARTING;
            }
        }

        private boolean finish(PluginEntry result) {
            synchronized (lock) {
                if (state != State.STARTING || closed) {
                    return false;
                }
                result.origin(origin); // it may have changed meanwhile
                made = result;
                state = State.FETCHED;
                if (stuck) { // the others did not wait
                    takeUp();
                }
                Arrivals.this.takeUp();
                return true;
            }
        }

        /** Under the lock. */
        private void takeUp() {
            stuck = false;
            turn.countDown();
            if (before() != null) { // calls go to one of the two, the older
                state = State.BESIDE;
                return;
            }
            state = State.PRESENT;
            entry = made;
            if (!made.refused()) {
                names.learn(kind, origin, made.name());
            }
            registry.add(entry);
        }

        /** The same plugin of another bundle that has the same name: this one is to take its place. Under the lock. */
        private Arrival before() {
            return all.stream()
                    .filter(other -> other.state == State.PRESENT && other.isSameOfAnotherBundle(this))
                    .findFirst()
                    .orElse(null);
        }

        private boolean isSameOfAnotherBundle(Arrival other) {
            Object bundle = origin.properties().get(Constants.SERVICE_BUNDLEID);
            return bundle != null
                    && !bundle.equals(other.origin.properties().get(Constants.SERVICE_BUNDLEID))
                    && origin.key(kind).equals(other.origin.key(other.kind));
        }

        // ---- on the session's loop ----------------------------------------------------------------------------------

        private void late() {
            synchronized (lock) {
                if (state != State.STARTING || stuck) {
                    return;
                }
                stuck = true;
                line.remove(this);
                turn.countDown();
                Arrivals.this.takeUp();
            }
            String remedy = "torrents go on without it; remove its bundle, or reset it";
            hangs.tell(origin(), kind.text(), introduction.step(), call, PluginLimits.START_NANOS, remedy);
        }

        // ---- any thread ---------------------------------------------------------------------------------------------

        /** Under the lock. */
        private boolean isResettable(String name) {
            return entry == null
                    ? stuck && origin.label().equals(name)
                    : entry.refused() && entry.name().equals(name);
        }

        private void reset() {
            PluginEntry refused = null;
            synchronized (lock) {
                if (state == State.STARTING) {
                    again = true;
                    call.interrupt();
                } else if (state == State.PRESENT) {
                    state = State.FETCHED; // nobody else may reset it now
                    refused = entry;
                }
            }
            if (refused != null) {
                registry.removeAll(List.of(refused));
                departures.await(List.of(release(this::restart)));
            }
        }

        private void restart() {
            synchronized (lock) {
                if (state != State.FETCHED) { // it left meanwhile
                    return;
                }
                enqueue();
            }
            threads.execute(call);
        }

        /** Its service must be back before it is fetched again, whoever waits for that. */
        private CountDownLatch release(Runnable then) {
            return departures.release(origin(), kind.text(), introduction, then);
        }

        /** Under the lock. */
        private PluginSnapshot snapshot() {
            return PluginSnapshotBuilder.of(origin.label())
                    .kind(kind.text())
                    .bundle(origin.bundle())
                    .version(origin.version())
                    .services(origin.services())
                    .serviceId(origin.registeredAs())
                    .state(seen())
                    .reason(reason())
                    .build();
        }

        private PluginSnapshot.State seen() {
            if (stuck) {
                return PluginSnapshot.State.STUCK;
            }
            return state == State.BESIDE || threads.isWaiting(call)
                    ? PluginSnapshot.State.WAITING
                    : PluginSnapshot.State.STARTING;
        }

        private String reason() {
            return switch (state) {
                case WAITING ->
                    threads.isWaiting(call)
                            ? "waits for a thread: " + PluginLimits.STARTING_THREADS
                                    + " plugins start or hang in their start, remove those that hang"
                            : "it starts";
                case STARTING -> Hangs.reason(introduction.step(), environment.nowNanos() - sinceNanos, call.where());
                case BESIDE -> "it is ready, and waits for version " + versionBefore() + " of its bundle to leave";
                case FETCHED, PRESENT, GONE -> "it started, and waits for those that came before it";
            };
        }

        private String versionBefore() {
            Arrival before = before();
            return before == null ? "" : before.origin.version();
        }

        @Override
        public void await() {
            CountDownLatch mine;
            synchronized (lock) {
                mine = turn;
            }
            Latches.await(mine, Math.min(registry.patience().millis(), PluginLimits.START_PATIENCE_MILLIS));
        }

        @Override
        public void modified(PluginOrigin changed) {
            PluginEntry known;
            synchronized (lock) {
                if (state == State.GONE) {
                    return;
                }
                origin = changed.at(origin.serviceId()).knownAs(origin.knownAs());
                known = entry;
                if (known == null && made != null) {
                    made.origin(origin);
                }
            }
            if (known != null) {
                registry.modified(known, origin());
            }
        }

        @Override
        public void leave() {
            PluginEntry known;
            boolean had;
            synchronized (lock) { // it may be taken up just now
                known = entry;
                had = end();
            }
            if (had) {
                registry.removeAll(known == null ? List.of() : List.of(known));
                succeed();
                departures.await(List.of(release(() -> {})));
            }
        }

        /** Those that waited for this place have it now, unless another one that was here before them still has. */
        private void succeed() {
            synchronized (lock) {
                if (!closed) {
                    all.stream()
                            .filter(other -> other.state == State.BESIDE && isSameOfAnotherBundle(other))
                            .toList()
                            .forEach(Arrival::takeUp);
                }
            }
        }

        /** It is not one of them any more; whether it was had, so that it must be released. */
        private boolean end() {
            boolean had;
            synchronized (lock) {
                if (state == State.GONE) {
                    return false;
                }
                had = made != null;
                if (had && entry == null) {
                    made.discard();
                }
                if (state == State.STARTING) {
                    call.interrupt();
                }
                state = State.GONE;
                turn.countDown();
                all.remove(this);
                line.remove(this);
                threads.forget(call);
                places.leave(origin.key(kind), origin.serviceId());
                Arrivals.this.takeUp();
            }
            return had;
        }
    }
}
