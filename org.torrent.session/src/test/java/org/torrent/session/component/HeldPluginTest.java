package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.Session;
import org.torrent.session.SessionSettings;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.spi.storage.StateStore;
import org.torrent.spi.storage.Storage;

/** Plugins that started wait until it is known which of them are switched off. */
class HeldPluginTest {
    private static final long MILLI = 1_000_000L;

    private final OneThread threads = new OneThread();
    private final Session session = new Session(
            new SessionSettings(
                    List.of(),
                    new DialStrategy(List.of()),
                    1 << 20,
                    1,
                    new TorrentSettings(4, 50, true),
                    BudgetSettings.DEFAULTS,
                    WatchTimes.OFF),
            threads,
            threads,
            () -> new Random(1),
            null);
    private final List<String> calls = new ArrayList<>();
    private final CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();

    private void plug() {
        SessionPlugin plugin = new SessionPlugin() {
            @Override
            public void added(SessionContext context) {
                calls.add("added");
            }
        };
        session.pluginRegistry()
                .addSessionPlugin(plugin, new PluginOrigin("b", "1", 1, 0, Map.of("component.name", "one")));
    }

    private PluginSnapshot plugin() {
        return session.plugins().get(0);
    }

    /** It is asked for what is off, and has nothing else. */
    private Storage storage() {
        StateStore states = (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(),
                new Class<?>[] {StateStore.class},
                (self, method, arguments) -> "plugins.off".equals(arguments[0])
                        ? answer
                        : CompletableFuture.<Optional<byte[]>>completedFuture(Optional.empty()));
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "state" -> states;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "onDamage" -> (AutoCloseable) () -> {};
                    default -> null;
                });
    }

    @Test
    void plugin_whenThereIsNoStorage_shouldBeTakenUpAfterAWhile() {
        plug();
        CompletionStage<Void> settled = session.pluginRegistry().settled();
        threads.runFor(1_990 * MILLI);
        assertThat(plugin().state()).isEqualTo(State.STARTING);
        assertThat(plugin().reason()).contains("until it is known which plugins are switched off");
        assertThat(settled.toCompletableFuture()).isNotDone();
        threads.runFor(20 * MILLI);
        assertThat(settled.toCompletableFuture()).isCompleted();
        assertThat(session.pluginRegistry().switches().isUnknown()).isFalse();
        assertThat(session.snapshot().troubles()).isEmpty();
    }

    @Test
    void plugin_whenAStorageIsToCome_shouldWaitForIt() {
        session.expectStorage();
        plug();
        threads.runFor(9_000 * MILLI);
        assertThat(plugin().state()).isEqualTo(State.STARTING);
        session.addStorage(storage());
        answer.complete(Optional.of("d3:offld6:plugin3:oneee7:versioni1ee".getBytes(StandardCharsets.US_ASCII)));
        threads.runFor(2_000 * MILLI);
        assertThat(plugin().state()).isEqualTo(State.DISABLED);
        assertThat(calls).isEmpty();
        assertThat(session.snapshot().troubles()).isEmpty();
    }

    @Test
    void plugin_whenAStorageIsToComeAndDoesNot_shouldBeTakenUpAfterAll() {
        session.expectStorage();
        plug();
        threads.runFor(9_990 * MILLI);
        assertThat(plugin().state()).isEqualTo(State.STARTING);
        threads.runFor(20 * MILLI);
        assertThat(session.pluginRegistry().settled().toCompletableFuture()).isCompleted();
        assertThat(session.pluginRegistry().switches().isUnknown()).isFalse();
    }

    @Test
    void plugin_whenTheStorageAnswers_shouldBeTakenUpAtOnce() {
        plug();
        session.addStorage(storage());
        threads.runFor(MILLI);
        assertThat(calls).isEmpty();
        answer.complete(Optional.empty());
        threads.runFor(MILLI);
        assertThat(calls).containsExactly("added");
        assertThat(plugin().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void plugin_whenTheStorageDoesNotAnswer_shouldNotBeCalledUntilItDoes() {
        plug();
        session.addStorage(storage());
        threads.runFor(10_000 * MILLI);
        assertThat(plugin().state()).isEqualTo(State.DISABLED);
        assertThat(calls).isEmpty();
        assertThat(session.snapshot().troubles())
                .singleElement()
                .asString()
                .contains("no answer of the storage after 2 s", "all are off", "look at the storage");
        answer.complete(Optional.empty());
        threads.runFor(MILLI);
        assertThat(calls).containsExactly("added");
        assertThat(plugin().state()).isEqualTo(State.ACTIVE);
        assertThat(session.snapshot().troubles()).isEmpty();
    }

    @Test
    void stop_whenNobodyKnowsYet_shouldEndTheWait() {
        plug();
        CompletionStage<Void> settled = session.pluginRegistry().settled();
        threads.runFor(MILLI);
        session.stop();
        threads.runFor(MILLI);
        session.pluginRegistry().close();
        threads.runFor(MILLI);
        assertThat(settled.toCompletableFuture()).isCompleted();
        assertThat(calls).isEmpty();
    }
}
