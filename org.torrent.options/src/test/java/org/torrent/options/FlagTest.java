package org.torrent.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0.0.0:0",
        "6881, 0.0.0.0:6881",
        "10.0.0.1:7000, 10.0.0.1:7000",
        "127.0.0.1:0, 127.0.0.1:0",
        "[::1]:65535, [::1]:65535",
        "[::]:0, [::]:0",
        "[fe80::1%eth0]:1, [fe80::1%eth0]:1",
        "[::ffff:10.0.0.1]:1, [::ffff:10.0.0.1]:1",
        "localhost:0080, localhost:80",
        "localhost:65535, localhost:65535",
        "bücher.example:1, bücher.example:1",
    })
    void listen_shouldNameHostAndPort(String text, String expected) {
        assertThat(Flag.LISTEN.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "x",
                ":6881",
                ":1",
                "65536",
                "::1:6881",
                "[::1]",
                "[]:1",
                "[x]:1",
                "1.2.3.4:",
                "host:",
                "-1",
                "123456",
                "1 2",
                "a b:1",
                "a/b:1",
                "[::1]x:1"
            })
    void listen_whenMalformed_shouldShowTheTextAndSayWhatIsRight(String text) {
        assertThatThrownBy(() -> Flag.LISTEN.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--listen takes [HOST:]PORT")
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"SESSION, 0.0.0.0:6881", "JOB, 0.0.0.0:0", "NONE, 127.0.0.1:0"})
    void listen_whenNothingIsAsked_shouldSuitTheState(State state, String expected) {
        assertThat(Flag.LISTEN.byDefault(state)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"16KiB,16384", "16k,16384", "256K,262144", "1M,1048576", "16MiB,16777216", "65536,65536", "65536B,65536"
    })
    void pieceSize_whenGiven_shouldReadBytes(String text, String bytes) {
        assertThat(Flag.PIECE_SIZE.read(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-16K", "15KiB", "100000", "8KiB", "32MiB", "1G", "K", "999999999M", "1e6"})
    void pieceSize_whenWrong_shouldSayWhatIsRight(String text) {
        assertThatThrownBy(() -> Flag.PIECE_SIZE.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16KiB to 16MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://t.example/announce", "HTTPS://t.example:1/a?k=1", "udp://[::1]:6969"})
    void tracker_whenATrackersUrl_shouldKeepItAsItIs(String url) {
        assertThat(Flag.TRACKER.read(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "ftp://t.example/", "http:/announce", "http://a b/"})
    void tracker_whenAnythingElse_shouldNameIt(String text) {
        assertThatThrownBy(() -> Flag.TRACKER.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "315360001", "99999999999999999999", "1.5"})
    void timeout_whenWrong_shouldSayWhatIsRight(String text) {
        assertThat(Flag.TIMEOUT.read("315360000")).isEqualTo("315360000");
        assertThatThrownBy(() -> Flag.TIMEOUT.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number of seconds from 1 to 315360000");
    }

    @ParameterizedTest
    @EnumSource(Flag.class)
    void read_whenEmpty_shouldBeRefusedByEveryFlag(Flag flag) {
        for (String empty : List.of("", " ", "\t")) {
            assertThatThrownBy(() -> flag.read(empty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(flag.longName() + " takes ");
        }
    }

    @Test
    void oneOf_shouldTakeItsWordsOnly() {
        ValueForm form = ValueForm.oneOf("off", "prefer", "require");
        assertThat(form.label()).isEqualTo("off|prefer|require");
        assertThat(form.reader().apply("prefer")).contains("prefer");
        assertThat(form.reader().apply("Prefer")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flag.class)
    void row_shouldBeComplete(Flag flag) {
        assertThat(flag.commands()).isNotEmpty();
        assertThat(flag.meaning()).isNotBlank();
        assertThat(flag.longName()).startsWith("--");
        assertThat(Flag.named(flag.longName())).contains(flag);
        assertThat(flag.isRepeatable() && flag.form().isEmpty()).isFalse();
        for (State state : State.values()) {
            flag.byDefault(state)
                    .ifPresent(value -> assertThat(flag.propertyForm().reader().apply(value))
                            .contains(value));
        }
    }

    @Test
    void names_shouldBeUnique() {
        List<String> names =
                Stream.of(Flag.values()).flatMap(flag -> flag.names().stream()).toList();
        assertThat(names).doesNotHaveDuplicates();
    }
}
