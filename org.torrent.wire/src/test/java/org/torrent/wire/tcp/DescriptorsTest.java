package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsTest {
    @ParameterizedTest
    @CsvSource({
        "Max open files            1024                 1048576              files, 768",
        "Max open files            1048576              1048576              files, 4000",
        "Max open files            unlimited            unlimited            files, 4000",
        "Max processes             100                  100                  processes, 4000"
    })
    void cap_whenTheSystemSetsALimit_shouldLeaveRoomForFiles(String line, int expected) {
        assertThat(Descriptors.cap(4_000, Stream.of("Limit  Soft Limit  Hard Limit  Units", line)))
                .isEqualTo(expected);
    }

    @Test
    void cap_whenFewAreWanted_shouldGiveThem() {
        assertThat(Descriptors.cap(5)).isEqualTo(5);
    }
}
