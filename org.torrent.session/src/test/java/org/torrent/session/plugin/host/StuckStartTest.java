package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.spi.runtime.EventLoop;

/** A start and a release that wait for ever, on real threads: whoever removes the plugin wakes them. */
class StuckStartTest {
    private final SystemClock clock = new SystemClock();
    private final PlatformThreads threads = new PlatformThreads(clock);
    private final EventLoop session = threads.newLoop("session");
    private final LinkedBlockingQueue<String> alerts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final PluginRuntime runtime = new PluginRuntime(
            threads,
            clock,
            World.session(session),
            World.alerts(clock, threads, alert -> alerts.add(alert.message())),
            () -> null,
            null,
            PluginLimits.defaults());

    @BeforeEach
    void begin() {
        runtime.switches(PluginSwitches.NONE);
    }

    @AfterEach
    void end() {
        runtime.close();
        assertThat(session.shutdown(60_000)).isTrue();
    }

    private void hang() {
        try {
            calls.add("hangs");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            calls.add("woken");
            throw new IllegalStateException(e);
        }
    }

    private PluginPresence expect(String name, PluginService service) {
        PluginOrigin origin = new PluginOrigin("b", "1", 1, 0, Map.of("component.name", name));
        return runtime.expect(PluginKind.EXTENSION, origin, service);
    }

    private void awaitAlert(String part) throws InterruptedException {
        String alert = "";
        while (alert != null && !alert.contains(part)) {
            alert = alerts.poll(60, TimeUnit.SECONDS);
        }
        assertThat(alert).as("an alert with '%s'", part).isNotNull();
    }

    private String next() throws InterruptedException {
        String call = calls.poll(60, TimeUnit.SECONDS);
        return call == null ? "nothing" : call;
    }

    @Test
    void leave_whenItHangsInItsStart_shouldWakeItsThread() throws Exception {
        PluginPresence hanging = expect("hanging", new PluginService() {
            @Override
            public Object fetch() {
                hang();
                return null;
            }

            @Override
            public void release() {
                calls.add("release");
            }
        });
        hanging.await();
        assertThat(next()).isEqualTo("hangs");
        awaitAlert("hanging (b 1) is stuck");
        expect("other", PluginService.of(new Recorder("other"))).await();
        awaitAlert("other (b 1) is active");
        hanging.leave();
        assertThat(next()).isEqualTo("woken");
        runtime.close(); // which waits for what is still to be released
        assertThat(calls).as("there is nothing to release").isEmpty();
    }

    @Test
    void settled_whenAPluginWaitsForItInItsStart_shouldNotWaitForItself() throws Exception {
        expect("adds", new PluginService() {
            @Override
            public Object fetch() {
                runtime.settled()
                        .toCompletableFuture()
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join();
                calls.add(runtime.stuckThreads() == 0 ? "settled" : "waited for its own deadline");
                return new Recorder("adds");
            }

            @Override
            public void release() {
                calls.add("release");
            }
        });
        awaitAlert("adds (b 1) is active");
        assertThat(next()).isEqualTo("settled");
    }

    @Test
    void leave_whenItHangsInItsRelease_shouldReturnAndWakeIt() throws Exception {
        PluginPresence plugin = expect("ends", new PluginService() {
            @Override
            public Object fetch() {
                return new Recorder("ends");
            }

            @Override
            public void release() {
                hang();
            }
        });
        awaitAlert("ends (b 1) is active");
        plugin.leave();
        assertThat(next()).isEqualTo("hangs");
        awaitAlert("its deactivation");
        assertThat(next()).isEqualTo("woken");
        assertThat(runtime.snapshot()).extracting("state").doesNotContain("ACTIVE");
    }
}
