package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginCommand;
import org.torrent.api.PluginCommand.Action;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.session.Session;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Switches and targets of plugins in real transfers, and over restarts. */
class PluginSwitchSwarmTest {
    private static final String NAME = "watcher";

    private final TestTorrent torrent = TestTorrent.singleFile(1, 300_001, 64 * 1024);
    private final TestTorrent other = TestTorrent.singleFile(2, 200_001, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<TorrentId> passed = new ArrayList<>();
    private final List<TorrentId> loaded = new ArrayList<>();
    private final TorrentPluginFactory factory = (context, userData) -> new Watcher(context);

    /** Whose pieces passed. */
    private final class Watcher implements TorrentPlugin {
        private final TorrentContext context;

        Watcher(TorrentContext context) {
            this.context = context;
        }

        @Override
        public void onPiecePass(int piece) {
            passed.add(context.id());
        }

        @Override
        public PluginState saveState() {
            return new PluginState(1, new byte[] {1});
        }

        @Override
        public void loadState(PluginState state) {
            loaded.add(context.id());
        }
    }

    private void plug(SimRuntime runtime, Map<String, Object> properties) {
        PluginOrigin origin = new PluginOrigin("b", "1", 1, 0, properties);
        runtime.session().pluginRegistry().addTorrentPluginFactory(factory, origin);
    }

    private void control(SimRuntime runtime, PluginCommand command) {
        runtime.await("the command", runtime.session().control(command));
    }

    private String failure(SimRuntime runtime, PluginCommand command) {
        CompletableFuture<Void> done = runtime.session().control(command).toCompletableFuture();
        swarm.simulation.runUntil("an answer", Duration.ofSeconds(10), done::isDone);
        return done.handle((v, error) -> {
                    assertThat(error).isInstanceOf(TorrentException.class);
                    return error.getMessage();
                })
                .join();
    }

    private static byte[] kept(SimRuntime runtime) {
        CompletionStage<Optional<byte[]>> value = runtime.storage().state().load("plugins.off");
        runtime.await("what is kept", value);
        return value.toCompletableFuture().join().orElseThrow();
    }

    private void finish(TorrentHandle download) {
        swarm.simulation.runUntil("it is complete", Duration.ofMinutes(10), () -> download.finished()
                .toCompletableFuture()
                .isDone());
    }

    @Test
    void disable_whenForOneTorrent_shouldLastOverARestartAndEndWithTheTorrent() {
        SimRuntime seeder = swarm.seeder().put(other);
        seeder.add(torrent);
        seeder.add(other);
        SimRuntime leecher = swarm.leecher();
        plug(leecher, Map.of("component.name", NAME));
        leecher.add(torrent);
        PluginCommand disable =
                PluginCommand.of(Action.DISABLE, NAME).in(torrent.metainfo().id());
        control(leecher, disable);
        passed.clear();
        leecher.stop();
        leecher.start();
        plug(leecher, Map.of("component.name", NAME));
        leecher.resume();
        TorrentHandle again = leecher.session().find(torrent.metainfo().id()).orElseThrow();
        TorrentHandle second = leecher.add(other);
        finish(again);
        finish(second);
        assertThat(passed).isNotEmpty().containsOnly(other.metainfo().id());
        assertThat(leecher.session().plugins().get(0).disabledFor()).containsExactly(again.id());
        leecher.await("it is removed", again.remove(true));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(leecher.session().plugins().get(0).disabledFor()).isEmpty();
        finish(leecher.add(torrent));
        assertThat(passed).contains(torrent.metainfo().id());
        swarm.stop();
    }

    @Test
    void disable_whenForAll_shouldLastOverARestartUntilItIsEnabled() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        plug(leecher, Map.of("component.name", NAME));
        control(leecher, PluginCommand.of(Action.DISABLE, NAME));
        leecher.stop();
        leecher.start();
        leecher.resume();
        plug(leecher, Map.of("component.name", NAME));
        finish(leecher.add(torrent));
        assertThat(passed).isEmpty();
        assertThat(leecher.session().plugins().get(0).state()).isEqualTo(State.DISABLED);
        control(leecher, PluginCommand.of(Action.ENABLE, NAME));
        assertThat(leecher.session().plugins().get(0).state()).isEqualTo(State.ACTIVE);
        swarm.stop();
    }

    /** Writes down that it is called. */
    private static final class Noting implements SessionPlugin {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void loadState(PluginState state) {
            calls.add("loadState");
        }

        @Override
        public void added(SessionContext session) {
            calls.add("added");
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
            calls.add("newTorrent");
            return null;
        }
    }

    private static void announce(Session session, SessionPlugin plugin) {
        PluginOrigin origin = new PluginOrigin("b", "1", 1, 0, Map.of("component.name", NAME));
        session.pluginRegistry().addSessionPlugin(plugin, origin);
    }

    @Test
    void start_whenOneThatIsOffComesBeforeTheStorage_shouldNotCallIt() {
        SimRuntime leecher = swarm.leecher();
        announce(leecher.session(), new Noting());
        control(leecher, PluginCommand.of(Action.DISABLE, NAME));
        leecher.stop();
        Noting plugin = new Noting();
        leecher.start(session -> {
            announce(session, plugin);
            swarm.simulation.runFor(Duration.ofSeconds(1));
            assertThat(session.plugins().get(0).state()).isEqualTo(State.STARTING);
            assertThat(session.plugins().get(0).reason()).contains("until it is known which plugins are switched off");
        });
        leecher.resume();
        leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(state(leecher)).isEqualTo(State.DISABLED);
        assertThat(plugin.calls).isEmpty();
        control(leecher, PluginCommand.of(Action.ENABLE, NAME));
        assertThat(plugin.calls).contains("added");
        swarm.stop();
    }

    @Test
    void control_whenWhatIsKeptCannotBeRead_shouldNotWriteOverIt() {
        SimRuntime leecher = swarm.leecher();
        plug(leecher, Map.of("component.name", NAME));
        control(leecher, PluginCommand.of(Action.DISABLE, NAME));
        byte[] kept = kept(leecher);
        byte[] newer = "d3:offle7:versioni2ee".getBytes(StandardCharsets.ISO_8859_1);
        leecher.await("it is replaced", leecher.storage().state().save("plugins.off", newer));
        leecher.stop();
        leecher.start();
        plug(leecher, Map.of("component.name", NAME));
        leecher.resume();
        assertThat(state(leecher)).as("it may have been off").isEqualTo(State.DISABLED);
        assertThat(leecher.session().plugins().get(0).reason()).contains("can't be read", "torrent:stats");
        assertThat(failure(leecher, PluginCommand.of(Action.DISABLE, NAME))).contains("newer program");
        assertThat(leecher.alerts("session_error")).hasSize(1);
        assertThat(leecher.session().snapshot().troubles())
                .singleElement()
                .asString()
                .contains("all are off", "\"plugins.off\" in the folder of states");
        assertThat(kept(leecher)).isEqualTo(newer);
        leecher.await("it is put back", leecher.storage().state().save("plugins.off", kept));
        control(leecher, PluginCommand.of(Action.ENABLE, NAME));
        assertThat(leecher.session().plugins().get(0).state()).isEqualTo(State.ACTIVE);
        swarm.stop();
    }

    private static State state(SimRuntime runtime) {
        return runtime.session().plugins().get(0).state();
    }

    @Test
    void start_whenWhatIsOffIsDamaged_shouldCallNoPluginUntilItIsMended() {
        SimRuntime leecher = swarm.leecher();
        plug(leecher, Map.of("component.name", NAME));
        control(leecher, PluginCommand.of(Action.DISABLE, NAME));
        leecher.stop();
        Path file = leecher.stateDirectory().resolve("states").resolve("plugins.off");
        byte[] good = leecher.disk().content(file);
        for (byte[] bad : List.of(flipped(good), Arrays.copyOf(good, 10), new byte[0])) {
            leecher.disk().put(file, bad);
            leecher.start();
            plug(leecher, Map.of("component.name", NAME));
            leecher.resume();
            TorrentHandle handle = leecher.add(torrent);
            swarm.simulation.runFor(Duration.ofSeconds(5));
            assertThat(state(leecher)).isEqualTo(State.DISABLED);
            assertThat(leecher.session().snapshot().troubles())
                    .singleElement()
                    .asString()
                    .contains(file.toString());
            leecher.await("removed", handle.remove(false)); // forgets its switches
            assertThat(leecher.disk().content(file)).as("the evidence").isEqualTo(bad);

            leecher.disk().put(file, good);
            swarm.simulation.runFor(Duration.ofSeconds(11));
            assertThat(leecher.session().snapshot().troubles()).as("by itself").isEmpty();
            assertThat(state(leecher)).isEqualTo(State.DISABLED);
            control(leecher, PluginCommand.of(Action.ENABLE, NAME));
            assertThat(state(leecher)).isEqualTo(State.ACTIVE);
            leecher.stop();
        }
    }

    @Test
    void start_whenWhatIsOffIsMovedAway_shouldEnableAllByItself() throws IOException {
        SimRuntime leecher = swarm.leecher();
        leecher.stop();
        Path file = leecher.stateDirectory().resolve("states").resolve("plugins.off");
        leecher.disk().put(file, new byte[] {1, 2, 3});
        leecher.start();
        plug(leecher, Map.of("component.name", NAME));
        leecher.resume();
        assertThat(state(leecher)).isEqualTo(State.DISABLED);
        leecher.disk().delete(file);
        swarm.simulation.runFor(Duration.ofSeconds(11));
        assertThat(state(leecher)).isEqualTo(State.ACTIVE);
        swarm.stop();
    }

    private static byte[] flipped(byte[] content) {
        byte[] flipped = content.clone();
        flipped[content.length / 2] ^= 1;
        return flipped;
    }

    @Test
    void control_whenItCannotBeDone_shouldSayWhy() {
        SimRuntime leecher = swarm.leecher();
        assertThat(failure(leecher, PluginCommand.of(Action.DISABLE, "nobody"))).contains("no plugin 'nobody'");
        plug(leecher, Map.of("component.name", NAME));
        assertThat(failure(leecher, PluginCommand.of(Action.RESET, NAME))).contains("nothing to reset");
        assertThat(failure(
                        leecher,
                        PluginCommand.of(Action.ENABLE, NAME)
                                .in(torrent.metainfo().id())))
                .contains("no torrent " + torrent.metainfo().id());
        swarm.stop();
    }

    @Test
    void forget_whenThePluginIsGone_shouldDeleteWhatItSavedAndItsSwitchesForGood() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        plug(leecher, Map.of("component.name", NAME));
        TorrentHandle download = leecher.add(torrent);
        finish(download);
        PluginCommand disable = PluginCommand.of(Action.DISABLE, NAME);
        control(leecher, disable);
        control(leecher, disable.in(download.id()));
        PluginCommand forget = PluginCommand.of(Action.FORGET, NAME);
        assertThat(failure(leecher, forget)).contains("'" + NAME + "' is here", "take its bundle out first");
        assertThat(failure(leecher, PluginCommand.of(Action.FORGET, NAME.substring(1, NAME.length() - 1))))
                .contains("'" + NAME + "'", "is here", "by its whole name");
        assertThat(failure(leecher, forget.in(download.id()))).contains("for all torrents only");
        leecher.session().pluginRegistry().removeTorrentPluginFactory(factory);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(saved(leecher)).contains(NAME);

        control(leecher, forget);

        assertThat(saved(leecher)).doesNotContain(NAME);
        assertThat(new String(kept(leecher), StandardCharsets.ISO_8859_1)).doesNotContain(NAME);
        assertThat(failure(leecher, forget)).contains("nothing to forget");
        leecher.stop();
        leecher.start();
        leecher.resume();
        loaded.clear();
        plug(leecher, Map.of("component.name", NAME));
        assertThat(leecher.session().plugins().get(0).state()).isEqualTo(State.ACTIVE);
        leecher.add(other);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(loaded).isEmpty();
        swarm.stop();
    }

    /** What all states of plugins say, as far as it is text. */
    private static String saved(SimRuntime runtime) {
        CompletionStage<List<String>> names = runtime.storage().state().names();
        runtime.await("names", names);
        StringBuilder all = new StringBuilder();
        for (String name : names.toCompletableFuture().join()) {
            if (name.startsWith("plugins.") && !name.equals("plugins.off")) {
                CompletionStage<Optional<byte[]>> value =
                        runtime.storage().state().load(name);
                runtime.await(name, value);
                value.toCompletableFuture()
                        .join()
                        .ifPresent(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
            }
        }
        return all.toString();
    }

    @Test
    void target_whenATorrentDoesNotMatch_shouldKeepThePluginFromIt() {
        SimRuntime seeder = swarm.seeder().put(other);
        seeder.add(torrent);
        seeder.add(other);
        SimRuntime leecher = swarm.leecher();
        String hash = other.metainfo().id().infoHash().hex();
        plug(leecher, Map.of(PluginProperties.TARGET, "(&(info_hash=" + hash + ")(private=false))"));
        finish(leecher.add(torrent));
        finish(leecher.add(other));
        assertThat(passed).isNotEmpty().containsOnly(other.metainfo().id());
        swarm.stop();
    }
}
