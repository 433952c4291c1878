package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.Session;
import org.torrent.session.SessionSettings;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;
import org.torrent.spi.storage.StateStore;
import org.torrent.spi.storage.Storage;

/** Torrents of an earlier run are asked for until somebody answers. */
class BootTest {
    private static final long SECOND = 1_000_000_000L;

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
    private final List<String> asked = new ArrayList<>();
    private int framework = Bundle.ACTIVE;

    private static <T> T answering(Class<T> type, String method, Supplier<?> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> switch (called.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "onDamage" -> (AutoCloseable) () -> {};
                    case "load" -> CompletableFuture.completedFuture(Optional.empty());
                    default -> called.getName().equals(method) ? answer.get() : null;
                }));
    }

    private Storage storage(String name, CompletionStage<List<String>> names) {
        StateStore states = answering(StateStore.class, "names", () -> {
            asked.add(name);
            return names;
        });
        return answering(Storage.class, "state", () -> states);
    }

    private void boot() {
        Bundle system = answering(Bundle.class, "getState", () -> framework);
        new Boot(answering(BundleContext.class, "getBundle", () -> system), session, threads, threads).open();
    }

    @Test
    void look_whenTheStorageWentWithoutAWord_shouldAskTheNextOne() {
        Storage mute = storage("mute", new CompletableFuture<>());
        session.addStorage(mute);
        boot();
        threads.runFor(9 * SECOND);
        assertThat(asked).containsExactly("mute");
        session.removeStorage(mute);
        session.addStorage(storage("next", CompletableFuture.completedFuture(List.of())));
        threads.runFor(2 * SECOND);
        assertThat(asked).containsExactly("mute", "next", "next"); // at the end what torrents left is swept
        assertThat(threads.ended).contains("torrent-boot");
    }

    @Test
    void look_whenTheAnswerComesAfterTheNextWasAsked_shouldNotCountIt() {
        CompletableFuture<List<String>> late = new CompletableFuture<>();
        session.addStorage(storage("slow", late));
        boot();
        threads.runFor(11 * SECOND);
        assertThat(asked).containsExactly("slow", "slow");
        late.complete(List.of());
        threads.runFor(SECOND);
        assertThat(threads.ended).containsOnlyOnce("torrent-boot");
        threads.runFor(60 * SECOND);
        assertThat(asked).as("at the end what torrents left is swept").hasSize(3);
    }

    @Test
    void look_whenTheStorageFails_shouldAskAgainWithGrowingPauses() {
        session.addStorage(storage("broken", CompletableFuture.failedFuture(new IllegalStateException("broken"))));
        boot();
        threads.runFor(60 * SECOND);
        assertThat(asked.size()).isBetween(6, 20);
        assertThat(session.recentAlerts())
                .as("told once")
                .filteredOn(alert -> alert.what().equals("session_error"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.message()).contains("broken", "tried again"));
    }

    @Test
    void look_whenThereIsNoStorageOrTheFrameworkIsStarting_shouldWaitForBoth() {
        framework = Bundle.STARTING;
        Storage first = storage("first", CompletableFuture.completedFuture(List.of()));
        session.addStorage(first);
        boot();
        threads.runFor(5 * SECOND);
        assertThat(asked).isEmpty();
        session.removeStorage(first);
        framework = Bundle.ACTIVE;
        threads.runFor(60 * SECOND);
        assertThat(threads.ended).doesNotContain("torrent-boot");
        session.addStorage(first);
        threads.runFor(SECOND);
        assertThat(asked).containsExactly("first", "first"); // at the end what torrents left is swept
        assertThat(threads.ended).contains("torrent-boot");
    }
}
