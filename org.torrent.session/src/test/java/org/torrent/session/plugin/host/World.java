package org.torrent.session.plugin.host;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.SessionSnapshotBuilder;
import org.torrent.api.TorrentException;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.TorrentId;
import org.torrent.session.alert.AlertSource;
import org.torrent.session.alert.Alerts;
import org.torrent.session.alert.PostedAlert;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** Simulated time and loops, all run by the test's own thread, and a registry on them. */
final class World implements Clock, Threads {
    final List<Alert> alerts = new ArrayList<>();
    final List<Loop> loops = new ArrayList<>();
    Consumer<PostedAlert> tap = alert -> {};
    final Alerts engineAlerts;
    Function<AddTorrent, CompletionStage<TorrentId>> adding =
            parameters -> CompletableFuture.failedFuture(new TorrentException("no torrents here"));
    Predicate<String> held = loop -> false; // loops whose turn does not come
    Predicate<String> threadless = loop -> false; // loops for which there is no thread
    final Loop sessionLoop;
    final Loop torrentLoop;
    final PluginRuntime registry;
    final MemoryStates states = new MemoryStates();
    MemoryStates store = states; // null while there is no storage
    private final PriorityQueue<Due> timers = new PriorityQueue<>(
            Comparator.<Due>comparingLong(due -> due.atNanos).thenComparingLong(due -> due.order));
    private long nowNanos = -7; // the origin is arbitrary
    private long order;
    private long nextServiceId = 100;
    private Loop current;

    World() {
        this(PluginLimits.defaults(), null);
    }

    World(PluginLimits limits, Path data) {
        sessionLoop = newLoop("session");
        torrentLoop = newLoop("torrent");
        engineAlerts = new Alerts(this, this);
        engineAlerts.tap(category -> true, this::post);
        registry = new PluginRuntime(
                this,
                this,
                session(sessionLoop, parameters -> adding.apply(parameters)),
                engineAlerts,
                () -> store,
                data,
                limits.withLeaveMillis(0));
        registry.switches(PluginSwitches.NONE);
    }

    private void post(PostedAlert alert) {
        alerts.add(alert.plain());
        tap.accept(alert);
    }

    /** What happens is told there, as plain alerts. */
    static Alerts alerts(Clock clock, Threads threads, Consumer<Alert> heard) {
        Alerts alerts = new Alerts(clock, threads);
        alerts.tap(category -> true, alert -> heard.accept(alert.plain()));
        return alerts;
    }

    /** One of the session's alerts is offered to the plugins. */
    static void offer(PluginRuntime registry, Alert alert) {
        registry.onAlert(new PostedAlert(AlertSource.SESSION, alert, null));
    }

    /** A loop as the engine lends it to the plugin runtime. */
    static EngineSession session(EventLoop loop) {
        return session(loop, parameters -> CompletableFuture.failedFuture(new TorrentException("no torrents here")));
    }

    private static EngineSession session(EventLoop loop, Function<AddTorrent, CompletionStage<TorrentId>> adding) {
        return new EngineSession() {
            @Override
            public void post(PluginCall call, Runnable task) {
                loop.execute(task);
            }

            @Override
            public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
                return loop.schedule(task, delayNanos)::cancel;
            }

            @Override
            public Runnable postEach(PluginCall call, Runnable task, long periodNanos) {
                return loop.repeat(task, periodNanos)::cancel;
            }

            @Override
            public CompletionStage<TorrentId> add(AddTorrent parameters) {
                return adding.apply(parameters);
            }

            @Override
            public SessionSnapshot snapshot() {
                return SessionSnapshotBuilder.of().torrents(3).build();
            }

            @Override
            public Map<String, Object> configuration() {
                return Map.of("max.peers", 7);
            }

            @Override
            public boolean inLoop() {
                return loop.inLoop();
            }
        };
    }

    PluginOrigin origin() {
        return origin("org.example", 0, Map.of());
    }

    PluginOrigin origin(String bundle, int ranking, Map<String, Object> properties) {
        return new PluginOrigin(bundle, "1.2.3", nextServiceId++, ranking, properties);
    }

    PluginOrigin speaking(String... names) {
        return origin("org.example", 0, Map.of(PluginProperties.EXTENSION_NAMES, names));
    }

    PluginOrigin live() {
        return origin("org.example", 0, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }

    PluginSnapshot plugin(String name) {
        return registry.snapshot().stream()
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> alertNames() {
        return alerts.stream().map(Alert::what).toList();
    }

    /** Runs everything that is queued, on all loops. */
    void run() {
        boolean more = true;
        while (more) {
            more = false;
            for (Loop loop : List.copyOf(loops)) {
                more |= loop.drain();
            }
        }
    }

    /** Runs what plugins' lanes have to do, and nothing else. */
    void runLanes() {
        lanes().forEach(Loop::drain);
    }

    /** The lanes of plugins: not the threads on which they start and end. */
    List<Loop> lanes() {
        return loops.stream()
                .filter(loop -> loop.name.startsWith("plugin-") && !loop.name.contains(" "))
                .toList();
    }

    /** Time passes; also from inside a task, which then is one that takes that long. */
    void advanceSeconds(double seconds) {
        long end = nowNanos + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        run();
        while (!timers.isEmpty() && timers.peek().atNanos <= end) {
            Due due = timers.poll();
            nowNanos = Math.max(nowNanos, due.atNanos);
            due.loop.execute(due.task);
            run();
        }
        nowNanos = end;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        return 1_000;
    }

    @Override
    public Loop newLoop(String name) {
        if (threadless.test(name)) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Loop loop = new Loop(name);
        loops.add(loop);
        return loop;
    }

    private static final class Due {
        final Loop loop;
        final long atNanos;
        final long order;
        Runnable task;

        Due(Loop loop, long atNanos, long order, Runnable task) {
            this.loop = loop;
            this.atNanos = atNanos;
            this.order = order;
            this.task = task;
        }
    }

    /** A loop without a thread. */
    final class Loop implements EventLoop {
        final String name;
        boolean ended;
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean draining;
        private boolean paused;

        Loop(String name) {
            this.name = name;
        }

        boolean drain() {
            if (draining || paused || tasks.isEmpty() || held.test(name)) {
                return false;
            }
            draining = true;
            try {
                while (!tasks.isEmpty()) {
                    enter(tasks.poll());
                }
            } finally {
                draining = false;
            }
            return true;
        }

        /** Its thread does not come to run anything. */
        void pause() {
            paused = true;
        }

        /** It does again. */
        void goOn() {
            paused = false;
        }

        /** Runs something as if it were on this loop. */
        void enter(Runnable task) {
            Loop before = current;
            current = this;
            try {
                task.run();
            } finally {
                current = before;
            }
        }

        @Override
        public void execute(Runnable task) {
            if (!ended) {
                tasks.add(task);
            }
        }

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
            Due due = new Due(this, nowNanos + delayNanos, order++, task);
            timers.add(due);
            return () -> due.task = () -> {};
        }

        @Override
        public boolean inLoop() {
            return current == this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean shutdown(long timeoutMillis) {
            boolean idle = !draining;
            drain();
            ended = true;
            return idle;
        }
    }
}
