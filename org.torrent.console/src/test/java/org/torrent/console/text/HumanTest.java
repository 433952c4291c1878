package org.torrent.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
    @ParameterizedTest
    @CsvSource({
        "-1,?",
        "0,0 B",
        "1023,1023 B",
        "1024,1.0 KiB",
        "1536,1.5 KiB",
        "1048575,1.0 MiB",
        "67108864,64.0 MiB",
        "9223372036854775807,8.0 EiB"
    })
    void bytes_whenGiven_shouldChooseTheUnit(long bytes, String text) {
        assertThat(Human.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void percent_whenNearlyComplete_shouldNotSayComplete() {
        assertThat(Human.percent(999_999, 1_000_000)).isEqualTo("99.9 %");
        assertThat(Human.percent(1_000_000, 1_000_000)).isEqualTo("100.0 %");
        assertThat(Human.percent(0, 0)).isEqualTo("100.0 %");
        assertThat(Human.percent(0, -1)).isEqualTo("?");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "61,1 min 01 s", "3600,1 h 0 min", "90061,1 d 1 h"})
    void seconds_whenGiven_shouldChooseTheUnits(long seconds, String text) {
        assertThat(Human.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ns",
        "999,999 ns",
        "1000,1.0 µs",
        "12300,12.3 µs",
        "1234567,1.2 ms",
        "2100000000,2.1 s",
        "90000000000,90.0 s"
    })
    void shortTime_whenGiven_shouldChooseTheUnit(long nanos, String text) {
        assertThat(Human.shortTime(nanos)).isEqualTo(text);
    }

    @Test
    void count_whenOne_shouldBeSingular() {
        assertThat(Human.count(1, "peer")).isEqualTo("1 peer");
        assertThat(Human.count(0, "peer")).isEqualTo("0 peers");
    }
}
