package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What plugins saved, over clean ends, kills and power cuts at each call of the disk, and damage at each byte. */
class PluginStateSwarmTest {
    private static final int SAVES = 3;
    private static final Duration STEP = Duration.ofSeconds(2);

    private final TestTorrent torrent = TestTorrent.files(1, 32 * 1024, 40_000, 30_000);
    private SimRuntime runtime;
    private Simulation simulation;

    /** Counts how often it saved, for the session and for the torrent, and begins where it left off. */
    private static final class Counting implements SessionPlugin {
        final List<String> loaded = new ArrayList<>();
        private int ofSession;
        private int ofTorrent;

        static int number(PluginState state) {
            return ByteBuffer.wrap(state.data()).getInt();
        }

        static PluginState state(int number) {
            return new PluginState(3, ByteBuffer.allocate(4).putInt(number).array());
        }

        @Override
        public void loadState(PluginState state) {
            ofSession = number(state);
            loaded.add("session " + ofSession + " of version " + state.version());
        }

        @Override
        public PluginState saveState() {
            return state(++ofSession);
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
            ofTorrent = 0;
            return new TorrentPlugin() {
                @Override
                public void loadState(PluginState state) {
                    ofTorrent = number(state);
                    loaded.add("torrent " + ofTorrent + " of version " + state.version());
                }

                @Override
                public PluginState saveState() {
                    return state(++ofTorrent);
                }
            };
        }
    }

    private static PluginOrigin origin(String version) {
        return new PluginOrigin(
                "org.example.counting",
                version,
                1,
                0,
                Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }

    private SimRuntime machine() {
        simulation = new Simulation(1);
        SimNetwork network = new SimNetwork(simulation);
        runtime = new SimRuntime(simulation, network.host("10.0.0.1").bandwidth(1_000_000, 1_000_000), null);
        return runtime.put(torrent);
    }

    private Counting plugin(String version) {
        Counting plugin = new Counting();
        runtime.session().pluginRegistry().addSessionPlugin(plugin, origin(version));
        return plugin;
    }

    private Counting restart() {
        runtime.start();
        Counting plugin = plugin("2");
        simulation.runFor(STEP);
        runtime.resume();
        runtime.session().torrents().forEach(TorrentHandle::resume); // it may have been paused
        simulation.runFor(STEP);
        return plugin;
    }

    /** Pauses save; tells the number of disk calls when each was durable. */
    private List<Long> saves(TorrentHandle handle, long[] calls) {
        List<Long> durable = new ArrayList<>();
        for (int i = 0; i < SAVES; i++) {
            handle.pause();
            simulation.runFor(STEP);
            durable.add(calls[0]);
            handle.resume();
            simulation.runFor(STEP);
        }
        return durable;
    }

    private TorrentHandle begin() {
        machine().start();
        plugin("1");
        TorrentHandle handle = runtime.add(torrent);
        simulation.runFor(STEP);
        return handle;
    }

    @Test
    void restart_whenItWasCleanAndAfterAnUpdate_shouldFindAllThatWasSaved() {
        begin();
        runtime.stop();
        Counting second = restart();
        assertThat(second.loaded).containsExactly("session 1 of version 3", "torrent 1 of version 3");
        runtime.session().pluginRegistry().removeSessionPlugin(second);
        Counting third = plugin("3");
        simulation.runFor(STEP);
        assertThat(third.loaded).containsExactly("session 2 of version 3", "torrent 2 of version 3");
        runtime.stop();

        runtime.start().resume(); // nobody is there to ask for it
        simulation.runFor(STEP);
        runtime.stop();
        assertThat(restart().loaded).containsExactly("session 3 of version 3", "torrent 3 of version 3");
    }

    @Test
    void restart_whenTheDiskStopsAtAnyCall_shouldFindTheLastDurableStateOrTheNext() {
        long[] calls = new long[1];
        TorrentHandle handle = begin();
        runtime.disk().faults(call -> {
            calls[0] = call.number();
            return null;
        });
        List<Long> durable = saves(handle, calls);
        long first = durable.get(0);
        long last = durable.get(SAVES - 1);
        assertThat(last).isGreaterThan(first + 10);
        for (long cut = first + 1; cut <= last + 1; cut++) {
            for (boolean power : new boolean[] {false, true}) {
                cut(cut, power);
                int atLeast = (int) durable.stream().filter(new Before(cut)).count();
                String loaded = "torrent " + atLeast + " of version 3";
                String next = "torrent " + (atLeast + 1) + " of version 3";
                assertThat(restart().loaded)
                        .as("calls from %d on fail, power cut: %s", cut, power)
                        .singleElement()
                        .isIn(loaded, next);
                assertThat(runtime.alerts("plugin_state_rejected")).isEmpty();
            }
        }
    }

    private record Before(long cut) implements java.util.function.Predicate<Long> {
        @Override
        public boolean test(Long call) {
            return call < cut;
        }
    }

    private void cut(long from, boolean power) {
        TorrentHandle handle = begin();
        runtime.disk().faults(call -> call.number() >= from ? DiskFault.IO_ERROR : null);
        saves(handle, new long[1]);
        if (power) {
            runtime.cutPower();
        } else {
            runtime.kill();
        }
        runtime.disk().faults(call -> null);
    }

    @Test
    void restart_whenTheStatesAreDamagedAnywhere_shouldStartWithoutAndKeepTheEvidence() throws IOException {
        begin();
        runtime.stop();
        List<Path> files = runtime.disk().list(runtime.stateDirectory().resolve("states")).stream()
                .filter(path -> path.getFileName().toString().startsWith("plugin"))
                .toList();
        assertThat(files).hasSize(2);
        for (Path file : files) {
            byte[] whole = runtime.disk().content(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                damaged(file, flipped);
                damaged(file, Arrays.copyOf(whole, i));
            }
        }
    }

    private void damaged(Path file, byte[] content) {
        begin();
        runtime.stop();
        int before = runtime.alerts("plugin_state_rejected").size();
        runtime.disk().put(file, content);
        boolean ofSession = file.getFileName().toString().startsWith("plugin.");
        assertThat(restart().loaded)
                .as("%s with %d bytes", file, content.length)
                .containsExactly(ofSession ? "torrent 1 of version 3" : "session 1 of version 3");
        assertThat(runtime.alerts("plugin_state_rejected").subList(before, before + 1))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.message()).contains(file.getFileName().toString()));
        runtime.stop(); // what is saved next takes its place
        Path byTheStore = file.resolveSibling(file.getFileName() + "~damaged");
        Path byUs = file.resolveSibling("damaged." + file.getFileName());
        assertThat(List.of(byTheStore, byUs))
                .as("%s with %d bytes, kept", file, content.length)
                .anyMatch(kept -> Arrays.equals(runtime.disk().content(kept), content));
    }

    @Test
    void remove_whenATorrentLeaves_shouldTakeWhatPluginsSavedWithIt() throws IOException {
        TorrentHandle handle = begin();
        handle.pause();
        simulation.runFor(STEP);
        assertThat(names()).contains("plugins." + torrent.metainfo().id().text());
        runtime.await("it is removed", handle.remove(false));
        assertThat(names()).isEmpty();
        runtime.add(torrent);
        simulation.runFor(STEP);
        runtime.stop();
        assertThat(restart().loaded).containsExactly("session 1 of version 3", "torrent 1 of version 3");
    }

    private List<String> names() throws IOException {
        return runtime.disk().list(runtime.stateDirectory().resolve("states")).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    @Test
    void saveState_whenTheStorageIsReplaced_shouldGoOn() {
        TorrentHandle handle = begin();
        runtime.replaceStorage(STEP);
        handle.pause();
        simulation.runFor(STEP);
        runtime.kill();
        assertThat(restart().loaded).containsExactly("torrent 1 of version 3");
    }
}
