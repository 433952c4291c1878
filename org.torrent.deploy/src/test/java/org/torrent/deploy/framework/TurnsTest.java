package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns<String> turns = new Turns<>();
    private final List<String> begun = new ArrayList<>();
    private final Map<String, CompletableFuture<String>> steps = new TreeMap<>();

    private CompletableFuture<String> take(String name, String... touched) {
        return turns.take(Set.of(touched), () -> {
                    begun.add(name);
                    return steps.computeIfAbsent(name, key -> new CompletableFuture<>());
                })
                .toCompletableFuture();
    }

    private void end(String name) {
        steps.get(name).complete(name);
    }

    @Test
    void take_whenNothingIsShared_shouldBeginAtOnce() {
        take("a", "1", "2");
        take("b", "3");
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void take_whenSomethingIsShared_shouldBeginWhenThatIsOver() {
        take("a", "1", "2");
        CompletableFuture<String> second = take("b", "2", "3");
        assertThat(begun).containsExactly("a");
        end("a");
        assertThat(begun).containsExactly("a", "b");
        end("b");
        assertThat(second).isCompletedWithValue("b");
    }

    @Test
    void take_whenAnEarlierOneWaits_shouldNotOvertakeIt() {
        take("a", "1");
        take("b", "1", "2");
        take("c", "2");
        take("d", "3");
        assertThat(begun).containsExactly("a", "d");
        end("a");
        assertThat(begun).containsExactly("a", "d", "b");
        end("b");
        assertThat(begun).containsExactly("a", "d", "b", "c");
    }

    @Test
    void take_whenAStepThrows_shouldFailAndGoOn() {
        CompletableFuture<Void> failed = turns.<Void>take(Set.of("1"), () -> {
                    throw new IllegalStateException("no");
                })
                .toCompletableFuture();
        take("b", "1");
        assertThat(failed).isCompletedExceptionally();
        assertThat(begun).containsExactly("b");
    }
}
