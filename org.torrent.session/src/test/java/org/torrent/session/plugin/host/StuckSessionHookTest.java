package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.Alert;
import org.torrent.api.AlertType;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.spi.runtime.EventLoop;

/** A session hook that sleeps for ever, on real threads: the session is not deaf, and its end is bounded. */
class StuckSessionHookTest {
    private final SystemClock clock = new SystemClock();
    private final PlatformThreads threads = new PlatformThreads(clock);
    private final EventLoop session = threads.newLoop("session");
    private final LinkedBlockingQueue<String> alerts = new LinkedBlockingQueue<>();
    private final MemoryStates states = new MemoryStates();
    private final PluginRuntime runtime = new PluginRuntime(
            threads,
            clock,
            World.session(session),
            World.alerts(clock, threads, this::posted),
            () -> states,
            null,
            PluginLimits.defaults().withLeaveMillis(100));
    private final CountDownLatch mayReturn = new CountDownLatch(1);

    private void posted(Alert alert) {
        alerts.add(alert.message());
        if (alert.message().equals("mine")) {
            World.offer(runtime, alert);
        }
    }

    @BeforeEach
    void begin() {
        runtime.switches(PluginSwitches.NONE);
    }

    @AfterEach
    void end() {
        mayReturn.countDown();
        assertThat(session.shutdown(60_000)).isTrue();
    }

    /** Hangs in one of its hooks. */
    private final class Hanging implements SessionPlugin {
        private final String in;
        private final CountDownLatch hangs = new CountDownLatch(1);

        Hanging(String in) {
            this.in = in;
        }

        private void hook(String hook) {
            if (hook.equals(in)) {
                hangs.countDown();
                try {
                    mayReturn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void loadState(PluginState state) {
            hook("loadState");
        }

        @Override
        public PluginState saveState() {
            hook("saveState");
            return new PluginState(1, new byte[1]);
        }

        @Override
        public void added(SessionContext context) {
            hook("added");
        }

        @Override
        public void onTick() {
            hook("onTick");
        }

        @Override
        public void onAlert(Alert alert) {
            hook("onAlert");
        }

        @Override
        public void abort() {
            hook("abort");
        }
    }

    /** Tells of every tick. */
    private static final class Ticking implements SessionPlugin {
        final LinkedBlockingQueue<String> ticks = new LinkedBlockingQueue<>();

        @Override
        public void onTick() {
            ticks.add("tick");
        }
    }

    /** Hangs with the first alert; its ticks post one each. */
    private final class Posting implements SessionPlugin {
        final CountDownLatch hangs = new CountDownLatch(1);
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile SessionContext session;

        @Override
        public void added(SessionContext context) {
            session = context;
        }

        @Override
        public void onTick() {
            if (hangs.getCount() == 0) {
                session.postAlert(Alert.of(AlertType.ADD_TORRENT, "mine").build());
            }
        }

        @Override
        public void onAlert(Alert alert) {
            heard.add(alert.message());
            if (hangs.getCount() > 0) {
                hangs.countDown();
                Latches.await(mayReturn, 60_000);
            }
        }
    }

    @Test
    void onAlert_whenAnEarlierOneStillHangs_shouldHearWhatTheNextLanePosts() throws Exception {
        Posting plugin = new Posting();
        runtime.addSessionPlugin(plugin, origin(1));
        awaitAlert("is active");
        World.offer(runtime, Alert.of(AlertType.ADD_TORRENT, "first").build());
        assertThat(plugin.heard.poll(60, TimeUnit.SECONDS)).isEqualTo("first");
        awaitAlert("onAlert did not return; its thread is abandoned");
        assertThat(runtime.reset(Posting.class.getName())).isTrue();
        assertThat(plugin.heard.poll(60, TimeUnit.SECONDS)).isEqualTo("mine");
        runtime.removeSessionPlugin(plugin);
        runtime.close();
    }

    /** Ends when the other one was told to end. */
    private static final class Partner implements SessionPlugin {
        private final CountDownLatch told = new CountDownLatch(1);
        private Partner other;

        @Override
        public void abort() {
            told.countDown();
            Latches.await(other.told, 60_000);
        }
    }

    @Test
    void close_whenPluginsAreSlow_shouldTellAllOfThemBeforeItWaits() throws Exception {
        PluginRuntime patient = new PluginRuntime(
                threads,
                clock,
                World.session(session),
                World.alerts(clock, threads, alert -> alerts.add(alert.message())),
                () -> states,
                null,
                PluginLimits.defaults().withLeaveMillis(10_000));
        patient.switches(PluginSwitches.NONE);
        Partner first = new Partner();
        Partner second = new Partner();
        first.other = second;
        second.other = first;
        patient.addSessionPlugin(first, origin(1));
        patient.addSessionPlugin(second, origin(2));
        patient.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
        patient.close();
        assertThat(alerts).noneMatch(alert -> alert.contains("abandoned"));
        runtime.close();
    }

    private static PluginOrigin origin(long id) {
        return new PluginOrigin("bundle" + id, "1", id, 0, Map.of());
    }

    private void awaitAlert(String part) throws InterruptedException {
        String alert = "";
        while (alert != null && !alert.contains(part)) {
            alert = alerts.poll(60, TimeUnit.SECONDS);
        }
        assertThat(alert).as("an alert with '%s'", part).isNotNull();
    }

    /** One of the same name saved something before. */
    private void saved() throws Exception {
        Hanging before = new Hanging("no hook");
        runtime.addSessionPlugin(before, origin(1));
        awaitAlert("Hanging (bundle1 1) is active");
        runtime.save().toCompletableFuture().get(60, TimeUnit.SECONDS);
        runtime.removeSessionPlugin(before);
        assertThat(states.writes).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"added", "onTick", "onAlert", "abort", "loadState", "saveState"})
    void hook_whenItHangs_shouldHoldUpNobodyAndBeNamed(String hook) throws Exception {
        if ("loadState".equals(hook)) {
            saved();
        }
        Hanging hanging = new Hanging(hook);
        Ticking other = new Ticking();
        runtime.addSessionPlugin(hanging, origin(1));
        runtime.addSessionPlugin(other, origin(2));
        if ("onAlert".equals(hook)) {
            awaitAlert("Hanging (bundle1 1) is active");
            World.offer(runtime, Alert.of(AlertType.ADD_TORRENT, "x").build());
        } else if ("abort".equals(hook)) {
            awaitAlert("Hanging (bundle1 1) is active");
            runtime.abort();
        } else if ("saveState".equals(hook)) {
            awaitAlert("Hanging (bundle1 1) is active");
            runtime.save();
        }
        assertThat(hanging.hangs.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> alive = new CompletableFuture<>();
        session.execute(() -> alive.complete("the session's loop"));
        assertThat(alive.get(60, TimeUnit.SECONDS)).isEqualTo("the session's loop");
        assertThat(List.of(other.ticks.take(), other.ticks.take())).hasSize(2);
        awaitAlert(hook + " did not return; its thread is abandoned");
        runtime.removeSessionPlugin(hanging);
        assertThat(runtime.snapshot()).extracting("name").containsExactly(Ticking.class.getName());
        runtime.abort().toCompletableFuture().get(60, TimeUnit.SECONDS);
        runtime.close();
    }
}
