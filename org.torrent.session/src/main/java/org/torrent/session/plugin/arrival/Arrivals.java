package org.torrent.session.plugin.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.torrent.api.PluginSnapshot;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.registry.PluginRegistry;

/**
 * The plugins that were announced, from then until they left. Each is fetched on a thread of its own; they are taken up in
 * the order in which they were announced, but nobody waits for one that is over its deadline, and none before {@link #open}.
 * Any thread. No plugin is called, and nothing waits, while the lock is held.
 */
public final class Arrivals {
    private final PluginRegistry registry;
    private final Departures departures;
    private final DisposableThreads threads;
    private final Line<Arrival> line;
    private final Arrival.Means means;

    /** None yet. */
    public Arrivals(PluginEnvironment environment, PluginRegistry registry) {
        this.registry = registry;
        this.departures = new Departures(environment, registry::patience);
        this.line = new Line<>(task -> environment.session().post(PluginCall.SETTLED, task));
        this.threads = new DisposableThreads(
                environment::runApart,
                (task, nanos) -> environment.session().postLater(PluginCall.OVERDUE, task, nanos),
                this::look,
                PluginLimits.STARTING_THREADS);
        this.means = new Arrival.Means(environment, registry, departures, new Hangs(environment), threads, line);
    }

    /** It is known which plugins are switched off: from now on they are taken up. Idempotent. */
    public void open() {
        synchronized (line.lock) {
            line.open();
        }
    }

    /** A plugin was announced: it is fetched, asked its name and taken up; never on the caller's thread. */
    public PluginPresence expect(PluginKind kind, PluginOrigin origin, PluginService service) {
        Arrival arrival = new Arrival(means, kind, service);
        synchronized (line.lock) {
            if (line.isClosed()) {
                return arrival;
            }
            arrival.enter(origin);
        }
        arrival.execute();
        return arrival;
    }

    /** One is without a thread: nobody waits for it any more. */
    private void look() {
        synchronized (line.lock) {
            line.turn();
        }
    }

    /** Whether all are here but such as are over their deadline, and such as get no thread because of those. */
    public boolean isSettled() {
        synchronized (line.lock) {
            return line.isSettled(null);
        }
    }

    /**
     * Completes when {@link #isSettled}: at once, or on the session's loop. A plugin that asks in its constructor, activation or
     * name does not wait for itself, nor for those whose turn comes after its own.
     */
    public CompletionStage<Void> settled() {
        synchronized (line.lock) {
            return line.settled();
        }
    }

    /** All plugins as front ends see them: those of the registry, then those that are not taken up yet. */
    public List<PluginSnapshot> snapshot() {
        synchronized (line.lock) { // nobody is taken up between the two
            List<PluginSnapshot> shown = new ArrayList<>(registry.snapshot());
            line.all().stream()
                    .filter(arrival -> !arrival.isTakenUp())
                    .forEach(arrival -> shown.add(arrival.snapshot()));
            return List.copyOf(shown);
        }
    }

    /** What those that are not taken up yet may turn out to be called. */
    public List<String> starting() {
        synchronized (line.lock) {
            return line.all().stream()
                    .filter(arrival -> !arrival.isTakenUp())
                    .map(arrival -> arrival.origin().label())
                    .toList();
        }
    }

    private List<Arrival> select(Predicate<Arrival> which) {
        synchronized (line.lock) {
            return line.all().stream().filter(which).toList();
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
        synchronized (line.lock) {
            line.close();
        }
    }

    /** The plugins that were taken up were told the end: those that were had are released, up to one deadline for all. */
    public void close() {
        stop();
        List<CountDownLatch> releases = new ArrayList<>();
        select(arrival -> true).forEach(arrival -> {
            if (arrival.end()) {
                releases.add(arrival.release(() -> {}));
            }
        });
        departures.await(releases);
    }
}
