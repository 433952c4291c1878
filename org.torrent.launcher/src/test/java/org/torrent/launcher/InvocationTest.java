package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {
    @ParameterizedTest
    @CsvSource({
        "'', console",
        "--listen 0, console",
        "daemon, daemon",
        "get a.torrent, get",
        "--help, --help",
    })
    void command_shouldBeTheFirstArgumentOrTheConsole(String line, String expected) {
        assertThat(invocation(line).command()).isEqualTo(expected);
    }

    @Test
    void option_whenGivenTwice_shouldBeTheLast() {
        assertThat(invocation("get a --dir x --dir=y").option("--dir")).contains("y");
    }

    @Test
    void option_whenItsValueIsMissing_shouldBeEmpty() {
        assertThat(invocation("get a --dir").option("--dir")).isEmpty();
    }

    @Test
    void sources_shouldLeaveOutOptionsAndTheirValues() {
        Invocation invocation = invocation("get --peer [::1]:6881 a.torrent --seed --dir=out magnet:?xt=1 --timeout 5");

        assertThat(invocation.sources()).containsExactly("a.torrent", "magnet:?xt=1");
    }

    private static Invocation invocation(String line) {
        return new Invocation(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
