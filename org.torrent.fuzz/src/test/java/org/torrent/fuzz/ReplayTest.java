package org.torrent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was ever found, without Jazzer: on every machine and JDK. */
class ReplayTest {
    static List<String> targets() {
        return Targets.ALL.stream().map(FuzzTarget::name).toList();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void run_whenGivenTheCorpus_shouldHold(String name) throws IOException {
        FuzzTarget target = Targets.named(name);
        List<Path> inputs = Corpus.of(target);
        assertThat(inputs).as("corpus/%s", name).isNotEmpty();
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            assertThatCode(() -> target.run(bytes)).as("%s", input).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void run_whenGivenWhatWasLearned_shouldHold(String name) throws IOException {
        FuzzTarget target = Targets.named(name);
        for (byte[] input : Corpus.learned(target)) {
            assertThatCode(() -> target.run(input))
                    .as("%s", Base64.getEncoder().encodeToString(input))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void corpus_shouldHaveAFolderForEachTargetAndNoOther() throws IOException {
        assertThat(Corpus.names()).containsExactlyInAnyOrderElementsOf(targets());
    }

    @Test
    void run_whenABodyAllocatesMoreThanItMay_shouldFail() {
        FuzzTarget greedy = new FuzzTarget("greedy", "nothing", 1, 1_000, input -> new byte[20_000].clone());

        assertThatCode(() -> greedy.run(new byte[10]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at most 4040");
    }
}
