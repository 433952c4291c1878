package org.torrent.session.plugin.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.api.deploy.Readiness;
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

/** One plugin from its announcement until it left. Any thread; its fields are guarded by the line's lock. */
final class Arrival implements PluginPresence, Line.Member {
    /** What all of them use. */
    record Means(
            PluginEnvironment environment,
            PluginRegistry registry,
            Departures departures,
            Hangs hangs,
            DisposableThreads threads,
            Line<Arrival> line) {}

    private final Means means;
    private final Line<Arrival> line;
    private final PluginKind kind;
    private final PluginService service;
    private PluginOrigin origin;
    private ArrivalState state = ArrivalState.GONE;
    private DisposableCall call;
    private CountDownLatch turn = new CountDownLatch(0);
    private Introduction introduction;
    private long sinceNanos;
    private boolean stuck;
    private String stuckAt = ""; // as it was told
    private boolean again;
    private PluginEntry made;
    private PluginEntry entry; // once it was taken up

    /** It is not in the line before {@link #enter}. */
    Arrival(Means means, PluginKind kind, PluginService service) {
        this.means = means;
        this.line = means.line();
        this.kind = kind;
        this.service = service;
    }

    /** Under the lock; {@link #execute} follows. */
    void enter(PluginOrigin where) {
        origin = line.enter(this, kind, where);
        enqueue();
    }

    private void enqueue() {
        state = ArrivalState.WAITING;
        stuck = false;
        again = false;
        made = null;
        entry = null;
        turn = new CountDownLatch(1);
        call = new DisposableCall("plugin-start " + origin.label(), this::start);
        line.enqueue(this);
    }

    void execute() {
        means.threads().execute(call);
    }

    // ---- on its thread ----------------------------------------------------------------------------------------------

    private void start() {
        Introduction attempt = begin();
        if (attempt == null) {
            return;
        }
        Runnable deadline =
                means.environment().session().postLater(PluginCall.OVERDUE, this::late, PluginLimits.START_NANOS);
        PluginEntry result = attempt.make(whence());
        while (result.refused() && isAgain()) {
            giveBack(attempt, result);
            result = attempt.make(whence());
        }
        deadline.run(); // forgotten
        if (!finish(result)) {
            giveBack(attempt, result); // it left meanwhile: nobody else knows it
        }
    }

    private static void giveBack(Introduction attempt, PluginEntry result) {
        Thread.interrupted(); // that was for what is over
        result.discard();
        attempt.release();
    }

    private Introduction begin() {
        synchronized (line.lock) {
            if (state != ArrivalState.WAITING) {
                return null;
            }
            state = ArrivalState.STARTING;
            sinceNanos = means.environment().nowNanos();
            introduction = new Introduction(means.environment(), kind, service, means.registry()::quarantine);
            return introduction;
        }
    }

    private PluginOrigin whence() {
        synchronized (line.lock) {
            return origin;
        }
    }

    private boolean isAgain() {
        synchronized (line.lock) {
            boolean asked = again;
            again = false;
            return asked && state == ArrivalState.STARTING;
        }
    }

    private boolean finish(PluginEntry result) {
        synchronized (line.lock) {
            if (state != ArrivalState.STARTING || line.isClosed()) {
                return false;
            }
            result.origin(origin); // it may have changed meanwhile
            made = result;
            state = ArrivalState.FETCHED;
            if (stuck) { // the others did not wait
                stuck = false;
                line.enqueueFirst(this);
            } else if (line.before(this).isPresent()) { // it will have that one's turn
                line.pass(this);
                takeUp();
            }
            if (line.isHeld()) { // whoever registers it has seen it start
                turn.countDown();
            }
            line.turn();
            return true;
        }
    }

    @Override
    public void takeUp() {
        turn.countDown();
        if (line.before(this).isPresent()) { // calls go to one of the two, the older
            state = ArrivalState.BESIDE;
            return;
        }
        present();
        means.registry().add(entry);
    }

    private void present() {
        state = ArrivalState.PRESENT;
        entry = made;
        if (!made.refused()) {
            line.learn(kind, origin, made.name());
        }
    }

    // ---- on the session's loop --------------------------------------------------------------------------------------

    private void late() {
        synchronized (line.lock) {
            if (state != ArrivalState.STARTING || stuck) {
                return;
            }
            stuck = true;
            stuckAt = reason();
            turn.countDown();
            line.pass(this);
        }
        String remedy = "torrents go on without it; remove its bundle, or reset it";
        means.hangs().tell(whence(), kind.text(), introduction.step(), call, PluginLimits.START_NANOS, remedy);
    }

    // ---- under the lock ---------------------------------------------------------------------------------------------

    @Override
    public PluginOrigin origin() {
        return origin;
    }

    @Override
    public String key() {
        return origin.key(kind);
    }

    @Override
    public boolean isFetched() {
        return state == ArrivalState.FETCHED;
    }

    @Override
    public boolean isPresent() {
        return state == ArrivalState.PRESENT;
    }

    @Override
    public boolean isWaiting() {
        return means.threads().isWaiting(call);
    }

    @Override
    public boolean isCurrent() {
        return call.isCurrent();
    }

    boolean isTakenUp() {
        return entry != null;
    }

    boolean isResettable(String name) {
        return entry == null
                ? stuck && origin.label().equals(name)
                : entry.refused() && entry.name().equals(name);
    }

    PluginSnapshot snapshot() {
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
        return state == ArrivalState.BESIDE || isWaiting()
                ? PluginSnapshot.State.WAITING
                : PluginSnapshot.State.STARTING;
    }

    private String reason() {
        return switch (state) {
            case WAITING ->
                isWaiting()
                        ? "waits for a thread: " + PluginLimits.STARTING_THREADS
                                + " plugins start or hang in their start, remove those that hang"
                        : "it starts";
            case STARTING ->
                Hangs.reason(introduction.step(), means.environment().nowNanos() - sinceNanos, call.where());
            case BESIDE -> "it is ready, and waits for version " + versionBefore() + " of its bundle to leave";
            case FETCHED, PRESENT, GONE ->
                "it started, and waits "
                        + (line.isHeld()
                                ? "until it is known which plugins are switched off"
                                : "for those that came before it");
        };
    }

    /** Whether torrents call it, or would if no other version of its bundle were there. */
    private Readiness readiness() {
        return switch (state) {
            case WAITING, STARTING, FETCHED ->
                Readiness.pending(origin.label() + ": " + (stuck ? stuckAt : "it starts"));
            case BESIDE -> means.registry().readinessOfHeir(made);
            case PRESENT -> means.registry().readiness(entry);
            case GONE -> Readiness.refused(origin.label() + ": it left");
        };
    }

    private String versionBefore() {
        return line.before(this).map(before -> before.origin.version()).orElse("");
    }

    // ---- any thread -------------------------------------------------------------------------------------------------

    @Override
    public Readiness ready() {
        synchronized (line.lock) {
            return readiness();
        }
    }

    void reset() {
        PluginEntry refused = null;
        synchronized (line.lock) {
            if (state == ArrivalState.STARTING) {
                again = true;
                call.interrupt();
            } else if (state == ArrivalState.PRESENT) {
                state = ArrivalState.FETCHED; // nobody else may reset it now
                refused = entry;
            }
        }
        if (refused != null) {
            means.registry().removeAll(List.of(refused));
            means.departures().await(List.of(release(this::restart)));
        }
    }

    private void restart() {
        synchronized (line.lock) {
            if (state != ArrivalState.FETCHED) { // it left meanwhile
                return;
            }
            enqueue();
        }
        execute();
    }

    /** Its service must be back before it is fetched again, whoever waits for that. */
    CountDownLatch release(Runnable then) {
        return means.departures().release(whence(), kind.text(), introduction, then);
    }

    @Override
    public void await() {
        CountDownLatch mine;
        synchronized (line.lock) {
            mine = turn;
        }
        Latches.await(mine, Math.min(means.registry().patience().millis(), PluginLimits.START_PATIENCE_MILLIS));
    }

    @Override
    public void modified(PluginOrigin changed) {
        PluginEntry known;
        synchronized (line.lock) {
            if (state == ArrivalState.GONE) {
                return;
            }
            origin = changed.at(origin.serviceId()).knownAs(origin.knownAs());
            known = entry;
            if (known == null && made != null) {
                made.origin(origin);
            }
        }
        if (known != null) {
            means.registry().modified(known, whence());
        }
    }

    @Override
    public void leave() {
        boolean had;
        List<PluginEntry> heirs;
        List<PluginEntry> leaving;
        synchronized (line.lock) { // it may be taken up just now
            List<PluginEntry> known = entry == null ? List.of() : List.of(entry);
            had = end();
            heirs = line.isClosed() ? List.of() : succeed(); // also to one that was just being started again
            leaving = means.registry().exchange(had ? known : List.of(), heirs);
        }
        means.registry().part(leaving, heirs);
        if (had) {
            means.departures().await(List.of(release(() -> {})));
        }
    }

    /** Those that waited for this place have it now, unless another one that was here before them still has. */
    private List<PluginEntry> succeed() {
        List<PluginEntry> heirs = new ArrayList<>();
        for (Arrival heir : line.heirs(this)) {
            boolean isNamed =
                    entry != null && heir.made != null && heir.made.name().equals(entry.name());
            if (heir.state == ArrivalState.BESIDE && line.isFree(heir, this, isNamed)) {
                heir.origin = line.inherit(heir);
                heir.made.origin(heir.origin);
                heir.present();
                heirs.add(heir.entry);
            }
        }
        return heirs;
    }

    /** It is not one of them any more; whether it was had, so that it must be released. */
    boolean end() {
        synchronized (line.lock) {
            if (state == ArrivalState.GONE) {
                return false;
            }
            boolean had = made != null;
            if (had && entry == null) {
                made.discard();
            }
            if (state == ArrivalState.STARTING) {
                call.interrupt();
            }
            state = ArrivalState.GONE;
            turn.countDown();
            means.threads().forget(call);
            line.leave(this);
            return had;
        }
    }
}
